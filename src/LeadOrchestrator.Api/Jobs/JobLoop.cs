using System.Threading.Channels;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>
/// Runs one job at its times, and by hand in between; never twice at once. A run that was missed while the host was down is
/// made up once at the start, as the timers of Azure Functions do.
/// </summary>
internal sealed partial class JobLoop(IScheduledJob job, JobSchedule schedule, IJobStore store, TimeProvider time, ILogger logger)
{
    // Timers count milliseconds in 32 bits; a longer wait is made of several.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(30);

    // Asked for twice while it runs, it runs once more.
    private readonly Channel<bool> _requests = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public string Name => job.Name;

    /// <summary>What is known of it, for health.</summary>
    public JobStatus Status { get; private set; } = new(null, null, null);

    public void RunNow() => _requests.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = await FirstDueAsync(cancellationToken);
        while (true)
        {
            Status = Status with { NextRun = due };
            var byHand = await WaitAsync(due, cancellationToken);
            if (!byHand && due > time.GetUtcNow()) continue; // a part of a long wait is over
            var startedAt = time.GetUtcNow();
            await RunOnceAsync(startedAt, cancellationToken);
            if (!byHand || due <= startedAt) due = schedule.Next(time.GetUtcNow());
        }
    }

    /// <summary>The next time after the last run, which may be past; without a run, after the job was first seen here.</summary>
    private async Task<DateTimeOffset?> FirstDueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var since = $"{job.Name}.since";
                var last = await store.LastRunAsync(job.Name, cancellationToken);
                var from = last ?? await store.LastRunAsync(since, cancellationToken);
                if (from is null) await store.RecordRunAsync(since, time.GetUtcNow(), cancellationToken);
                Status = Status with { LastRun = last };
                var due = schedule.Next(from ?? time.GetUtcNow());
                if (due <= time.GetUtcNow()) LogPastDue(logger, job.Name, due.Value);
                return due;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(logger, job.Name, exception);
                await Task.Delay(StoreRetry, time, cancellationToken);
            }
        }
    }

    /// <returns>True if it was asked for by hand, false if the time is over.</returns>
    private async Task<bool> WaitAsync(DateTimeOffset? due, CancellationToken cancellationToken)
    {
        if (_requests.Reader.TryRead(out _)) return true;
        var wait = due - time.GetUtcNow();
        if (wait <= TimeSpan.Zero) return false;
        using var timer = new CancellationTokenSource(wait is null || wait > LongestWait ? LongestWait : wait.Value, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await _requests.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task RunOnceAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        using var activity = ApiActivity.Start($"job.{job.Name}");
        try
        {
            await job.RunAsync(cancellationToken);
            await store.RecordRunAsync(job.Name, startedAt, cancellationToken);
            Status = Status with { LastRun = startedAt, LastError = null };
            LogDone(logger, job.Name, (time.GetUtcNow() - startedAt).TotalMilliseconds);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Not recorded, so that a restart makes it up; until then its next time comes anyway.
            activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error);
            Status = Status with { LastError = exception.Message };
            LogFailed(logger, job.Name, exception);
        }
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "Job {Job} done in {Milliseconds:0} ms")]
    private static partial void LogDone(ILogger logger, string job, double milliseconds);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Error, Message = "Job {Job} failed; it runs again at its next time")]
    private static partial void LogFailed(ILogger logger, string job, Exception exception);

    [LoggerMessage(EventId = 4103, Level = LogLevel.Warning, Message = "Job {Job} was due at {Due:u} and is made up now")]
    private static partial void LogPastDue(ILogger logger, string job, DateTimeOffset due);
}

/// <summary>What is known of a job.</summary>
/// <param name="LastRun">When its last run that succeeded began.</param>
/// <param name="NextRun">When it is due; null for never.</param>
/// <param name="LastError">Why its last run failed; null if it did not.</param>
internal sealed record JobStatus(DateTimeOffset? LastRun, DateTimeOffset? NextRun, string? LastError);

using System.Threading.Channels;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Security.Auditing;

/// <summary>
/// Writes the audit log. Submissions, which are many, and refusals are gathered and written together a moment later; every other
/// change waits until its entry is on disk. Stopping writes what is gathered; a crash may lose the last moment of submissions, whose
/// runs are their own record.
/// </summary>
public sealed partial class AuditWriter(
    IAuditLog log, IOptions<AuditOptions> options, TimeProvider time, LogLimiter limiter, ILogger<AuditWriter> logger) : BackgroundService
{
    private const int MostWaiting = 20_000, MostAtOnce = 1_000;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100), PurgeEvery = TimeSpan.FromDays(1);

    private readonly Channel<Item> _waiting = Channel.CreateBounded<Item>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly RefusedAttempts _refused = new(time), _failed = new(time);

    /// <summary>Writes an entry with the next lot.</summary>
    public Task QueueAsync(AuditEntry entry) => _waiting.Writer.TryWrite(new(entry, null)) ? Task.CompletedTask : WriteAsync(entry);

    /// <summary>Writes an entry; when this returns it is durable, or the log says that it could not be written.</summary>
    public Task WriteAsync(AuditEntry entry) => AppendAsync([entry]);

    /// <summary>Writes a refused attempt, unless too many come: then it is added up.</summary>
    public Task RefusedAsync(AuditEntry entry) => _refused.Take(entry) ? QueueAsync(entry) : Task.CompletedTask;

    /// <summary>
    /// Writes at once what failed half-way or was broken off, unless too many come. They are counted apart from refused attempts, which
    /// anybody can send.
    /// </summary>
    public Task FailedAsync(AuditEntry entry) => _failed.Take(entry) ? WriteAsync(entry) : Task.CompletedTask;

    /// <summary>Writes everything that waits, sums included.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await AppendSumsAsync();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_waiting.Writer.TryWrite(new(null, done))) await done.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        await WriteAsync(stopping: new(canceled: true)); // a writer stopped before its first step has taken nothing; no more gathering
        await AppendSumsAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(WriteAsync(stoppingToken), KeepHouseAsync(stoppingToken));
    }

    private async Task WriteAsync(CancellationToken stopping)
    {
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None)) // ends when the channel is completed and empty
        {
            var lot = new List<Item>();
            while (lot.Count < MostAtOnce && _waiting.Reader.TryRead(out var item)) lot.Add(item);
            await AppendAsync([.. lot.Select(item => item.Entry).OfType<AuditEntry>()]);
            foreach (var item in lot) item.Done?.TrySetResult();
            if (lot.Count < MostAtOnce && lot.TrueForAll(item => item.Done is null))
                await Task.Delay(Gather, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Writes the sums of a minute, and once a day removes what is too old.</summary>
    private async Task KeepHouseAsync(CancellationToken stopping)
    {
        var purged = DateTimeOffset.MinValue;
        while (!stopping.IsCancellationRequested)
        {
            await AppendSumsAsync();
            if (time.GetUtcNow() - purged >= PurgeEvery)
            {
                purged = time.GetUtcNow();
                await GuardAsync(() => log.PurgeAsync(purged - TimeSpan.FromDays(options.Value.KeepDays), stopping), 0);
            }

            await Task.Delay(RefusedAttempts.Window, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task AppendSumsAsync() => AppendAsync([.. _refused.Drain(), .. _failed.Drain()]);

    private Task AppendAsync(IReadOnlyList<AuditEntry> entries) => entries.Count == 0 ? Task.CompletedTask : GuardAsync(() => log.AppendAsync(entries), entries.Count);

    /// <summary>What was done is done: that it could not be noted must not be told to the caller as a failure of it.</summary>
    private async Task GuardAsync(Func<Task> write, int entries)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (limiter.TryTake("audit", out var more)) LogLost(logger, entries, exception.Message, more);
        }
    }

    [LoggerMessage(EventId = 4202, Level = LogLevel.Error, Message = "{Entries} entries of the audit log could not be written. {Reason}{More}")]
    private static partial void LogLost(ILogger logger, int entries, string reason, string more);

    private sealed record Item(AuditEntry? Entry, TaskCompletionSource? Done);
}

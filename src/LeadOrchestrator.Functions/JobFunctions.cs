using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Functions.Adapter;
using LeadOrchestrator.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Functions;

/// <summary>
/// One timer a scheduled job; the schedules are settings (<see cref="TimerOptions"/>). The host runs a timer on one worker at a time and makes
/// up what it missed.
/// </summary>
public sealed partial class JobFunctions(IEnumerable<IScheduledJob> jobs, IJobStore store, BoundClient clients, TimeProvider time, ILogger<JobFunctions> logger)
{
    /// <summary>See <see cref="DailyDigest"/>.</summary>
    [Function(nameof(DailyDigest))]
    public Task DigestAsync(
        [TimerTrigger("%DailyDigestSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        RunAsync(nameof(DailyDigest), timer, client, cancellationToken);

    /// <summary>See <see cref="RetentionPurge"/>.</summary>
    [Function(nameof(RetentionPurge))]
    public Task PurgeAsync(
        [TimerTrigger("%RetentionPurgeSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        RunAsync(nameof(RetentionPurge), timer, client, cancellationToken);

    /// <summary>See <see cref="UnassignedSweep"/>.</summary>
    [Function(nameof(UnassignedSweep))]
    public Task SweepAsync(
        [TimerTrigger("%UnassignedSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        RunAsync(nameof(UnassignedSweep), timer, client, cancellationToken);

    private async Task RunAsync(string name, TimerInfo timer, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (timer.IsPastDue) LogPastDue(logger, name);
        clients.Bind(client);
        var startedAt = time.GetUtcNow();
        await jobs.Single(job => job.Name == name).RunAsync(cancellationToken);
        await store.RecordRunAsync(name, startedAt, cancellationToken); // for health; when to run is the host's to know
    }

    [LoggerMessage(EventId = 6101, Level = LogLevel.Warning, Message = "Job {Job} was due earlier and is made up now")]
    private static partial void LogPastDue(ILogger logger, string job);
}

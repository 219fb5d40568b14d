using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>
/// Purges what has ended and is older than <c>Retention:Days</c>, and the stored files of imports as old as that; the
/// engine does it in chunks, so that nothing waits for it.
/// </summary>
public sealed partial class RetentionPurge(
    IOrchestrationClient client, LeadEraser eraser, IImportStore imports, IErasures erasures, IOptions<RetentionOptions> options, TimeProvider time,
    ILogger<RetentionPurge> logger) : IScheduledJob
{
    private const int PageSize = 200;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromHours(1);
    private static readonly RuntimeStatus[] Ended = [RuntimeStatus.Completed, RuntimeStatus.Failed, RuntimeStatus.Terminated];

    /// <inheritdoc/>
    public string Name => nameof(RetentionPurge);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.Days);
        var erased = options.Value.ErasePersonalData ? await ForEachEndedAsync(LeadOrchestration.Definition.Name, before, EraseLeadAsync, cancellationToken) : 0;
        await ForEachEndedAsync(ImportOrchestration.Definition.Name, before, id => imports.EraseAsync(id, cancellationToken), cancellationToken);
        await erasures.ForgetAsync(time.GetUtcNow(), cancellationToken);
        var orphans = await EraseOrphansAsync(cancellationToken);
        var purged = await client.PurgeInstancesAsync(new(CreatedTo: before, Statuses: Ended), cancellationToken);
        LogPurged(logger, purged, erased, orphans, before);

        Task EraseLeadAsync(string leadId) => eraser.EraseOldAsync(leadId, cancellationToken);
    }

    /// <summary>Files and rows of imports that have no run: it was purged by hand, or never started.</summary>
    private async Task<int> EraseOrphansAsync(CancellationToken cancellationToken)
    {
        var justSaved = time.GetUtcNow() - StartsWithin; // a file is there a moment before its run is
        var erased = 0;
        foreach (var kept in await imports.ListAsync(cancellationToken))
        {
            if (kept.SavedAt > justSaved) continue;
            if (await client.GetInstanceAsync(kept.ImportId, getInputsAndOutputs: false, cancellationToken) is not null) continue;
            if (await imports.EraseAsync(kept.ImportId, cancellationToken)) erased++;
        }

        return erased;
    }

    private async Task<int> ForEachEndedAsync(string name, DateTimeOffset before, Func<string, Task> action, CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery(Ended, name, CreatedTo: before, PageSize: PageSize, FetchInputsAndOutputs: false);
        for (var count = 0; ;)
        {
            var page = await client.ListInstancesAsync(query, cancellationToken);
            foreach (var instance in page.Instances)
            {
                await action(instance.InstanceId);
                count++;
            }

            if (page.ContinuationToken is null) return count;
            query = query with { ContinuationToken = page.ContinuationToken };
        }
    }

    [LoggerMessage(EventId = 4111, Level = LogLevel.Information, Message = "Purged {Purged} instances started before {Before:u}; erased the personal data of {Erased} leads, and {Orphans} imports without a run")]
    private static partial void LogPurged(ILogger logger, int purged, int erased, int orphans, DateTimeOffset before);
}

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
    IOrchestrationClient client, LeadEraser eraser, IImportStore imports, IOptions<RetentionOptions> options, TimeProvider time,
    ILogger<RetentionPurge> logger) : IScheduledJob
{
    private const int PageSize = 200;
    private static readonly RuntimeStatus[] Ended = [RuntimeStatus.Completed, RuntimeStatus.Failed, RuntimeStatus.Terminated];

    /// <inheritdoc/>
    public string Name => nameof(RetentionPurge);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.Days);
        var erased = options.Value.ErasePersonalData ? await ForEachEndedAsync(LeadOrchestration.Definition.Name, before, EraseLeadAsync, cancellationToken) : 0;
        await ForEachEndedAsync(ImportOrchestration.Definition.Name, before, id => imports.EraseAsync(id, cancellationToken), cancellationToken);
        var purged = await client.PurgeInstancesAsync(new(CreatedTo: before, Statuses: Ended), cancellationToken);
        LogPurged(logger, purged, erased, before);

        async Task EraseLeadAsync(string leadId)
        {
            await QueuedLeadRounds.EraseAsync(client, leadId, cancellationToken);
            await eraser.EraseAsync(leadId, cancellationToken);
        }
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

    [LoggerMessage(EventId = 4111, Level = LogLevel.Information, Message = "Purged {Purged} instances started before {Before:u}; erased the personal data of {Erased} leads")]
    private static partial void LogPurged(ILogger logger, int purged, int erased, DateTimeOffset before);
}

using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>Purges what has ended and is older than <c>Retention:Days</c>; the engine does it in chunks, so that nothing waits for it.</summary>
public sealed partial class RetentionPurge(
    IOrchestrationClient client, LeadEraser eraser, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionPurge> logger) : IScheduledJob
{
    private const int PageSize = 200;
    private static readonly RuntimeStatus[] Ended = [RuntimeStatus.Completed, RuntimeStatus.Failed, RuntimeStatus.Terminated];

    /// <inheritdoc/>
    public string Name => nameof(RetentionPurge);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.Days);
        var erased = options.Value.ErasePersonalData ? await EraseLeadsAsync(before, cancellationToken) : 0;
        var purged = await client.PurgeInstancesAsync(new(CreatedTo: before, Statuses: Ended), cancellationToken);
        LogPurged(logger, purged, erased, before);
    }

    private async Task<int> EraseLeadsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery(
            Ended, LeadOrchestration.Definition.Name, CreatedTo: before, PageSize: PageSize, FetchInputsAndOutputs: false);
        for (var erased = 0; ;)
        {
            var page = await client.ListInstancesAsync(query, cancellationToken);
            foreach (var lead in page.Instances)
            {
                await QueuedLeadRounds.EraseAsync(client, lead.InstanceId, cancellationToken);
                await eraser.EraseAsync(lead.InstanceId, cancellationToken);
                erased++;
            }

            if (page.ContinuationToken is null) return erased;
            query = query with { ContinuationToken = page.ContinuationToken };
        }
    }

    [LoggerMessage(EventId = 4111, Level = LogLevel.Information, Message = "Purged {Purged} instances started before {Before:u}; erased the personal data of {Erased} leads")]
    private static partial void LogPurged(ILogger logger, int purged, int erased, DateTimeOffset before);
}

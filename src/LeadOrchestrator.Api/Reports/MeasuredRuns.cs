using System.Runtime.CompilerServices;
using System.Text.Json;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Reports;

/// <summary>Reads the timelines of completed leads, newest first, one page in memory at a time.</summary>
public sealed class MeasuredRuns(IOrchestrationClient client)
{
    private const int PageSize = 500;

    /// <summary>Reads completed leads that were submitted within a period.</summary>
    /// <param name="from">Submitted at or after; null for no limit.</param>
    /// <param name="to">Submitted at or before; null for no limit.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<MeasuredRun> ReadAsync(
        DateTimeOffset? from, DateTimeOffset? to, int max, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery(
            [RuntimeStatus.Completed], LeadOrchestration.Definition.Name, null, from, to, Math.Min(max, PageSize));
        for (var read = 0; read < max;)
        {
            var page = await client.ListInstancesAsync(query, cancellationToken);
            foreach (var instance in page.Instances.Take(max - read))
                if (StoredContent.Read<MeasuredRun?>(() => Measure(instance), () => null) is { } run) yield return run;
            read += page.Instances.Count;
            if (page.ContinuationToken is null) yield break;
            query = query with { ContinuationToken = page.ContinuationToken };
        }
    }

    private static MeasuredRun Measure(OrchestrationMetadata instance)
    {
        var outcome = JsonSerializer.Deserialize(instance.SerializedOutput!, OrchestrationJson.Default.LeadOutcome)!;
        return new(
            outcome.Execution == ExecutionMode.Sequential ? RunOrder.Sequential : RunOrder.Parallel,
            TimelineAnalysis.Of(outcome.Timeline, instance.LastUpdatedAt));
    }
}

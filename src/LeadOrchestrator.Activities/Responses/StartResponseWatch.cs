using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Responses;

/// <summary>Starts the watch over an assigned lead. Its id is derived from the lead's, so a second start finds the first.</summary>
public sealed class StartResponseWatch(IOrchestrationClient client, IErasures erasures) : IActivity<ResponseWatchRun, bool>
{
    /// <inheritdoc/>
    public async Task<bool> RunAsync(ActivityContext context, ResponseWatchRun input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var started = await client.StartAsync(
            ResponseWatch.Definition, input, ResponseWatch.InstanceIdFor(input.LeadId), cancellationToken);
        if (started.Created && await erasures.CoverAsync(input.LeadId, input.SubmittedAt, cancellationToken))
        {
            await client.RemoveAsync(started.InstanceId, cancellationToken);
            throw new LeadErasedException(input.LeadId);
        }

        return started.Created;
    }
}

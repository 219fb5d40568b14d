using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Responses;

/// <summary>Starts the watch over an assigned lead. Its id is derived from the lead's, so a second start finds the first.</summary>
public sealed class StartResponseWatch(IOrchestrationClient client) : IActivity<ResponseWatchRun, bool>
{
    /// <inheritdoc/>
    public async Task<bool> RunAsync(ActivityContext context, ResponseWatchRun input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var started = await client.StartAsync(
            ResponseWatch.Definition, input, ResponseWatch.InstanceIdFor(input.LeadId), cancellationToken);
        return started.Created;
    }
}

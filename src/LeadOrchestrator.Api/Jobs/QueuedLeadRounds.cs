using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>The instances that tried to route a queued lead again.</summary>
internal static class QueuedLeadRounds
{
    /// <summary>The next round's number; null while a round is still under way, or has failed and waits for a rewind.</summary>
    public static async Task<int?> NextAsync(IOrchestrationClient client, string leadId, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            var instance = await client.GetInstanceAsync(QueuedLead.InstanceIdFor(leadId, round), getInputsAndOutputs: false, cancellationToken);
            if (instance is null) return round;
            if (instance.RuntimeStatus is not (RuntimeStatus.Completed or RuntimeStatus.Terminated)) return null;
        }
    }
}

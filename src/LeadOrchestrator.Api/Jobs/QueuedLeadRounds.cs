using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>The instances that tried to route a queued lead again.</summary>
internal static class QueuedLeadRounds
{
    private const string Reason = "Erased on request.";

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

    /// <summary>Ends and purges all of a lead's rounds: their input holds the lead.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> EraseAsync(IOrchestrationClient client, string leadId, CancellationToken cancellationToken)
    {
        var prefix = QueuedLead.InstanceIdPrefix(leadId);
        var page = await client.ListInstancesAsync(
            new(Name: QueuedLead.Definition.Name, InstanceIdPrefix: prefix, PageSize: 1000, FetchInputsAndOutputs: false), cancellationToken);
        var erased = 0;
        foreach (var instance in page.Instances.Where(instance => instance.InstanceId.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0))
        {
            if (!instance.IsCompleted && await client.TerminateInstanceAsync(instance.InstanceId, Reason, cancellationToken) == ManageResult.Accepted)
                await client.WaitForInstanceCompletionAsync(instance.InstanceId, cancellationToken);
            erased += await client.PurgeInstanceAsync(instance.InstanceId, cancellationToken);
        }

        return erased;
    }
}

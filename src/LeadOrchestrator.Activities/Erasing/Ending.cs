using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>Ends what is about to be erased.</summary>
public static class Ending
{
    private const string Reason = "Erased on request.";

    /// <summary>Takes back a start that came between the steps of an erasure: either the erasure finds the instance, or whoever started it finds the erasure.</summary>
    public static async Task RemoveAsync(this IOrchestrationClient client, string instanceId, CancellationToken cancellationToken)
    {
        if (await client.TerminateInstanceAsync(instanceId, Reason, cancellationToken) == ManageResult.Accepted)
            await client.WaitForInstanceCompletionAsync(instanceId, cancellationToken);
        await client.PurgeInstanceAsync(instanceId, cancellationToken);
    }

    /// <summary>Ends an instance, and waits until nothing of it runs in this process any more.</summary>
    public static async Task EndAsync(this IOrchestrationClient client, string instanceId, ActivityMeter meter, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellationToken) is { IsCompleted: false }
            && await client.TerminateInstanceAsync(instanceId, Reason, cancellationToken) == ManageResult.Accepted)
            await client.WaitForInstanceCompletionAsync(instanceId, cancellationToken);
        await meter.WhenNoneRunsAsync(instanceId, cancellationToken);
    }
}

using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>Ends what is about to be erased.</summary>
internal static class Ending
{
    private const string Reason = "Erased on request.";

    /// <summary>Ends an instance, and waits until nothing of it runs in this process any more.</summary>
    public static async Task EndAsync(this IOrchestrationClient client, string instanceId, ActivityMeter meter, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellationToken) is { IsCompleted: false }
            && await client.TerminateInstanceAsync(instanceId, Reason, cancellationToken) == ManageResult.Accepted)
            await client.WaitForInstanceCompletionAsync(instanceId, cancellationToken);
        await meter.WhenNoneRunsAsync(instanceId, cancellationToken);
    }
}

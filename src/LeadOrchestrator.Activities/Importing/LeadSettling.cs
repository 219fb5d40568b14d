using System.Text.Json;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Importing;

/// <summary>Waits until leads have settled: ended, parked or suspended. The wait is bounded, since a lead may take as long as its retries do.</summary>
internal sealed class LeadSettling(IOrchestrationClient client, IOptions<ImportOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public async Task WaitAsync(IReadOnlyCollection<string> leadIds, CancellationToken cancellationToken)
    {
        if (leadIds.Count == 0 || options.Value.SettleWithin == TimeSpan.Zero) return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeUp = Task.Delay(options.Value.SettleWithin, clock, stop.Token);
        var waiting = leadIds.ToDictionary(leadId => leadId, leadId => (Task)client.WaitForInstanceCompletionAsync(leadId, stop.Token), StringComparer.Ordinal);
        try
        {
            while (waiting.Count > 0 && !timeUp.IsCompleted)
            {
                var look = Task.Delay(LookEvery, clock, stop.Token);
                await Task.WhenAny(Task.WhenAll(waiting.Values), look, timeUp);
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var (leadId, ended) in waiting.ToList())
                    if (ended.IsCompleted || (look.IsCompleted && await StandsStillAsync(leadId, cancellationToken))) waiting.Remove(leadId);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task<bool> StandsStillAsync(string leadId, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(leadId, getInputsAndOutputs: true, cancellationToken);
        if (instance is null || instance.IsCompleted || instance.RuntimeStatus == RuntimeStatus.Suspended) return true;
        return instance.SerializedCustomStatus is { } status
            && JsonSerializer.Deserialize(status, OrchestrationJson.Default.LeadProgress) is { Stage: "Parked" };
    }
}

using System.Text.Json;
using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>Which content each idempotency key stands for: the first that was submitted with it, whatever ids leads have.</summary>
internal sealed class SubmissionKeys(IOrchestrationClient client)
{
    /// <summary>Whether the key stands for this run's content, for other content, or for none yet.</summary>
    public async Task<KeyUse> FindAsync(string key, LeadRun run, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(LeadIdentity.InstanceIdOfKey(key), getInputsAndOutputs: true, cancellationToken) is not { } found ? KeyUse.None
            : found.Name == KeyedSubmission.Definition.Name && HashOf(found) == Hash(key, run) ? KeyUse.Same
            : KeyUse.Other;

    /// <summary>Has a key stand for this run's content from now on; of two at once, the first has it. Durable when the task completes.</summary>
    /// <returns>Whether this call took it, or another one did, for the same or for other content.</returns>
    public async Task<KeyUse> TakeAsync(string key, LeadRun run, CancellationToken cancellationToken)
    {
        var taken = await client.StartAsync(
            KeyedSubmission.Definition, new KeyedContent(Hash(key, run)), LeadIdentity.InstanceIdOfKey(key), cancellationToken);
        return taken.Created ? KeyUse.Taken : await FindAsync(key, run, cancellationToken) == KeyUse.Same ? KeyUse.Same : KeyUse.Other;
    }

    /// <summary>Gives a key back whose submission was refused after all.</summary>
    public Task ReleaseAsync(string key, CancellationToken cancellationToken) => client.RemoveAsync(LeadIdentity.InstanceIdOfKey(key), cancellationToken);

    private static string Hash(string key, LeadRun run) => LeadIdentity.HashUnderKey(key, run.LeadId, run.ContentHash);

    private static string? HashOf(OrchestrationMetadata instance)
    {
        try
        {
            return instance.SerializedInput is { } input ? JsonSerializer.Deserialize(input, OrchestrationJson.Default.KeyedContent)?.Hash : null;
        }
        catch (JsonException)
        {
            return null; // started by name with something else: the key is taken all the same
        }
    }
}

/// <summary>What an idempotency key stands for.</summary>
internal enum KeyUse
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>What is submitted now, since this very call.</summary>
    Taken,

    /// <summary>What is submitted now.</summary>
    Same,

    /// <summary>Something else.</summary>
    Other,
}

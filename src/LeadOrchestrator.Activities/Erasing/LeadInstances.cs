using System.Text.Json;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>Finds every instance that holds a lead: its run, its watch, its rounds out of the house queue, and copies of these.</summary>
public static class LeadInstances
{
    private const int PageSize = 500;

    /// <summary>How long the ids are that a restart gives, on every host: a GUID without dashes.</summary>
    private const int GivenIdLength = 32;

    private const string HexDigits = "0123456789abcdef";

    private static readonly string[] Names = [LeadOrchestration.Definition.Name, ResponseWatch.Definition.Name, QueuedLead.Definition.Name];

    /// <summary>Finds them, with their inputs and outputs; the lead's own run, where there is one, comes first.</summary>
    /// <param name="client">Where.</param>
    /// <param name="leadId">The lead.</param>
    /// <param name="copies">
    /// Whether also those that a restart made under an id of its own. They are told by their input alone, so all instances
    /// with such ids are looked through.
    /// </param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<IReadOnlyList<OrchestrationMetadata>> FindAsync(
        IOrchestrationClient client, string leadId, bool copies, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(leadId);
        var found = new List<OrchestrationMetadata>();
        foreach (var (id, name) in new[] { (leadId, LeadOrchestration.Definition.Name), (ResponseWatch.InstanceIdFor(leadId), ResponseWatch.Definition.Name) })
            if (await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is { } instance && instance.Name == name) found.Add(instance);

        var rounds = QueuedLead.InstanceIdPrefix(leadId);
        await foreach (var instance in ListAsync(client, rounds, QueuedLead.Definition.Name, cancellationToken))
            if (instance.InstanceId.AsSpan(rounds.Length).IndexOfAnyExceptInRange('0', '9') < 0) found.Add(instance);
        if (!copies) return found;

        foreach (var digit in HexDigits)
            await foreach (var instance in ListAsync(client, digit.ToString(), name: null, cancellationToken))
                if (IsCopy(instance, leadId)) found.Add(instance);
        return found;
    }

    /// <summary>The lead that a run's input holds; null where it cannot be read.</summary>
    public static LeadRun? RunOf(OrchestrationMetadata instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (instance.Name != LeadOrchestration.Definition.Name || instance.SerializedInput is not { } input) return null;
        try
        {
            return JsonSerializer.Deserialize(input, OrchestrationJson.Default.LeadRun) is { Lead: not null } run ? run : null;
        }
        catch (JsonException)
        {
            return null; // started by hand with something else
        }
    }

    private static bool IsCopy(OrchestrationMetadata instance, string leadId) =>
        instance.InstanceId.Length == GivenIdLength && instance.InstanceId != leadId && Names.Contains(instance.Name)
        && instance.SerializedInput is { } input && input.Contains("leadId", StringComparison.OrdinalIgnoreCase) && LeadIdOf(input) == leadId;

    /// <summary>The id stands in the input of a run and of a watch; a round holds the whole run.</summary>
    private static string? LeadIdOf(string input)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("run", out var run)) root = run;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("leadId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async IAsyncEnumerable<OrchestrationMetadata> ListAsync(
        IOrchestrationClient client, string prefix, string? name, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery(Name: name, InstanceIdPrefix: prefix, PageSize: PageSize);
        while (true)
        {
            var page = await client.ListInstancesAsync(query, cancellationToken);
            foreach (var instance in page.Instances) yield return instance;
            if (page.ContinuationToken is null) yield break;
            query = query with { ContinuationToken = page.ContinuationToken };
        }
    }
}

using System.Text.Json;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Api.Management;

/// <summary>Starts orchestrations by name, for callers that do not know their types.</summary>
public interface IOrchestrationStarterByName
{
    /// <summary>The names that can be started.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Starts an instance; one of that id that exists is left as it is.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="input">The input.</param>
    /// <param name="instanceId">The id; null for a new one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The name is not among <see cref="Names"/>.</exception>
    Task<StartResult> StartAsync(string name, JsonElement input, string? instanceId, CancellationToken cancellationToken);
}

/// <summary>An orchestration that the management API may start. A host adds one to its services for each of its own.</summary>
/// <param name="Name">Its name.</param>
public sealed record StartableOrchestration(string Name);

/// <inheritdoc/>
internal sealed class OrchestrationStarterByName(IOrchestrationClient client, IEnumerable<StartableOrchestration> orchestrations)
    : IOrchestrationStarterByName
{
    private readonly HashSet<string> _names = orchestrations.Select(orchestration => orchestration.Name).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _names;

    public Task<StartResult> StartAsync(string name, JsonElement input, string? instanceId, CancellationToken cancellationToken) =>
        _names.Contains(name)
            ? client.StartAsync(new Orchestration<JsonElement, JsonElement>(name), input, instanceId, cancellationToken)
            : throw new ArgumentException($"There is no orchestration '{name}'.", nameof(name));
}

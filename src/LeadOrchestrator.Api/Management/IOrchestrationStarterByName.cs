using System.Text.Json;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads;

namespace LeadOrchestrator.Api.Management;

/// <summary>Starts orchestrations by name, for callers that do not know their types.</summary>
public interface IOrchestrationStarterByName
{
    /// <summary>The names that can be started.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Starts an instance; one of that id that exists is left as it is.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="input">The input.</param>
    /// <param name="instanceId">The id; null for the one that the input tells, or a new one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The name is not among <see cref="Names"/>.</exception>
    /// <exception cref="ApiProblemException">400: the input is not one of this orchestration, or the id is not the input's.</exception>
    Task<StartResult> StartAsync(string name, JsonElement input, string? instanceId, CancellationToken cancellationToken);
}

/// <summary>An orchestration that the management API may start. A host adds one to its services for each of its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Check">Says what is wrong with an input, by path; null for one that takes anything.</param>
/// <param name="IdOf">
/// The one id under which a checked input may run; null for any. What is kept of a lead is looked for under ids that are made of the
/// lead's, so that a run under another would outlive the lead.
/// </param>
public sealed record StartableOrchestration(string Name, Func<JsonElement, IReadOnlyList<FieldError>>? Check = null, Func<JsonElement, string>? IdOf = null);

/// <inheritdoc/>
internal sealed class OrchestrationStarterByName(IOrchestrationClient client, IEnumerable<StartableOrchestration> orchestrations)
    : IOrchestrationStarterByName
{
    private readonly Dictionary<string, StartableOrchestration> _known = orchestrations.ToDictionary(orchestration => orchestration.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _known.Keys;

    public Task<StartResult> StartAsync(string name, JsonElement input, string? instanceId, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(name, out var orchestration)) throw new ArgumentException($"There is no orchestration '{name}'.", nameof(name));
        if (orchestration.Check?.Invoke(input) is { Count: > 0 } errors)
            throw new ApiProblemException(
                400, $"This is no input of {name}: {string.Join(" ", errors.Take(5).Select(error => $"{error.Path} {error.Message}"))}", errors);
        if (orchestration.IdOf?.Invoke(input) is { } own)
        {
            if (instanceId is not null && instanceId != own)
                throw ApiProblemException.BadRequest("id", $"is '{instanceId}', but this input runs under '{own}' alone. Use that id, or none.");
            instanceId = own;
        }

        return client.StartAsync(new Orchestration<JsonElement, JsonElement>(name), input, instanceId, cancellationToken);
    }
}

using Microsoft.DurableTask.Client;

namespace LeadOrchestrator.Functions.Adapter;

/// <summary>
/// The client of the function that is being called. Durable Functions binds a client to each call, but the services that use it live as
/// long as the worker; so every function that has one binds it here first, and what it calls finds it, across awaits, in this one place.
/// </summary>
public sealed class BoundClient
{
    private readonly AsyncLocal<DurableTaskClient?> _client = new();

    /// <summary>The client of the present call.</summary>
    /// <exception cref="InvalidOperationException">The function that runs has not bound one.</exception>
    public DurableTaskClient Client => _client.Value
        ?? throw new InvalidOperationException("This function needs a [DurableClient] parameter, bound by BoundClient.Bind before anything is called.");

    /// <summary>Binds the client of a call, for everything that is called from here on.</summary>
    public void Bind(DurableTaskClient client) => _client.Value = client;
}

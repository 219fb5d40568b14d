using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Functions;

/// <summary>Runs the class behind an activity's name.</summary>
public sealed class ActivityCall(IServiceProvider services, BoundClient clients)
{
    /// <summary>Runs an activity.</summary>
    /// <param name="activity">Its token.</param>
    /// <param name="input">Its input.</param>
    /// <param name="instanceId">The orchestration that calls.</param>
    /// <param name="cancellationToken">Signalled when the worker shuts down.</param>
    /// <param name="client">For an activity that starts orchestrations; null for the others.</param>
    public async Task<TOutput> RunAsync<TInput, TOutput>(
        Activity<TInput, TOutput> activity, TInput input, string instanceId, CancellationToken cancellationToken, DurableTaskClient? client = null)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (client is not null) clients.Bind(client);
        return await services.GetRequiredKeyedService<IActivity<TInput, TOutput>>(activity.Name)
            .RunAsync(new ActivityContext(instanceId, activity.Name), input, cancellationToken);
    }
}

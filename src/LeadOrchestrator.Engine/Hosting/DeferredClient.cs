using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Hosting;

/// <summary>Stands in for the client until the engine runs, so that services may be built before the host starts.</summary>
internal sealed class DeferredClient : IOrchestrationClient
{
    private IOrchestrationClient? _target;

    public IOrchestrationClient Target
    {
        get => _target ?? throw new InvalidOperationException("The engine is not running yet. Start the host before using IOrchestrationClient.");
        set => _target = value;
    }

    public Task<StartResult> StartAsync<TInput, TOutput>(Orchestration<TInput, TOutput> orchestration, TInput input, string? instanceId = null, CancellationToken cancellationToken = default) =>
        Target.StartAsync(orchestration, input, instanceId, cancellationToken);

    public Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellationToken = default) =>
        Target.GetInstanceAsync(instanceId, getInputsAndOutputs, cancellationToken);

    public Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default) =>
        Target.GetHistoryAsync(instanceId, cancellationToken);

    public Task<OrchestrationMetadata?> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellationToken) =>
        Target.WaitForInstanceCompletionAsync(instanceId, cancellationToken);

    public Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery query, CancellationToken cancellationToken = default) =>
        Target.ListInstancesAsync(query, cancellationToken);

    public Task<ManageResult> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellationToken = default) =>
        Target.RaiseEventAsync(instanceId, eventName, payload, cancellationToken);

    public Task<ManageResult> SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        Target.SuspendInstanceAsync(instanceId, reason, cancellationToken);

    public Task<ManageResult> ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        Target.ResumeInstanceAsync(instanceId, reason, cancellationToken);

    public Task<ManageResult> TerminateInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        Target.TerminateInstanceAsync(instanceId, reason, cancellationToken);

    public Task<ManageResult> RewindInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        Target.RewindInstanceAsync(instanceId, reason, cancellationToken);

    public Task<string?> RestartInstanceAsync(string instanceId, bool restartWithNewInstanceId = true, CancellationToken cancellationToken = default) =>
        Target.RestartInstanceAsync(instanceId, restartWithNewInstanceId, cancellationToken);

    public Task<int> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken = default) =>
        Target.PurgeInstanceAsync(instanceId, cancellationToken);

    public Task<int> PurgeInstancesAsync(PurgeFilter filter, CancellationToken cancellationToken = default) =>
        Target.PurgeInstancesAsync(filter, cancellationToken);
}

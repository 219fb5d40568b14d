using System.Collections.Concurrent;
using System.Text.Json;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Tests.Fakes;

/// <summary>Remembers what was started; instances end when a test says so, or at once.</summary>
internal sealed class FakeClient(bool endsAtOnce = true) : IOrchestrationClient
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _ended = new();

    public ConcurrentDictionary<string, OrchestrationMetadata> Instances { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Thrown, one a start, before any start succeeds.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    /// <summary>What comes in between, just before an instance is there.</summary>
    public Func<string, Task>? BeforeStart { get; set; }

    /// <summary>What comes in between, just after an instance was there.</summary>
    public Func<string, Task>? AfterStart { get; set; }

    /// <summary>Thrown, one a restart, before any succeeds.</summary>
    public ConcurrentQueue<Exception> RestartFailures { get; } = new();

    public LeadRun Run(string id) => JsonSerializer.Deserialize(Instances[id].SerializedInput!, OrchestrationJson.Default.LeadRun)!;

    public void Set(string id, Func<OrchestrationMetadata, OrchestrationMetadata> change)
    {
        Instances[id] = change(Instances[id]);
        if (Instances[id].IsCompleted) Ended(id).TrySetResult();
    }

    /// <summary>Has something else be there under an id: a run of the same lead that was submitted anew.</summary>
    public void SubmitAnew(string id, DateTimeOffset at) => Set(id, instance => instance with
    {
        SerializedInput = JsonSerializer.Serialize(Run(id) with { SubmittedAt = at, Import = null }, OrchestrationJson.Default.LeadRun),
    });

    public async Task<StartResult> StartAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, TInput input, string? instanceId = null, CancellationToken cancellationToken = default)
    {
        if (Failures.TryDequeue(out var failure)) throw failure;
        var id = instanceId!;
        if (BeforeStart is not null) await BeforeStart(id);
        var json = JsonSerializer.Serialize(input, typeof(TInput), OrchestrationJson.Default);
        var status = endsAtOnce ? RuntimeStatus.Completed : RuntimeStatus.Running;
        var created = Instances.TryAdd(id, new(orchestration.Name, id, status, Some.Time, Some.Time, json));
        if (created) Log.Enqueue($"start {id}");
        if (endsAtOnce) Ended(id).TrySetResult();
        if (created && AfterStart is not null) await AfterStart(id);
        return new(id, created);
    }

    public Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellationToken = default) =>
        Task.FromResult(Instances.GetValueOrDefault(instanceId));

    public async Task<OrchestrationMetadata?> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellationToken)
    {
        await Ended(instanceId).Task.WaitAsync(cancellationToken);
        return Instances.GetValueOrDefault(instanceId);
    }

    public Task<ManageResult> TerminateInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
    {
        Log.Enqueue($"terminate {instanceId}");
        Set(instanceId, instance => instance with { RuntimeStatus = RuntimeStatus.Terminated });
        return Task.FromResult(ManageResult.Accepted);
    }

    public Task<int> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        Log.Enqueue($"purge {instanceId}");
        return Task.FromResult(Instances.TryGetValue(instanceId, out var instance) && instance.IsCompleted && Instances.TryRemove(instanceId, out _) ? 1 : 0);
    }

    public Task<string?> RestartInstanceAsync(string instanceId, bool restartWithNewInstanceId = true, CancellationToken cancellationToken = default)
    {
        Log.Enqueue($"restart {instanceId}");
        if (RestartFailures.TryDequeue(out var failure)) throw failure;
        return Task.FromResult<string?>(instanceId);
    }

    public Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult(new OrchestrationPage(
            [.. Instances.Values.Where(instance => (query.Name is null || instance.Name == query.Name)
                && instance.InstanceId.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal))],
            null));

    public Task<ManageResult> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ManageResult> SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ManageResult> ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ManageResult> RewindInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<int> PurgeInstancesAsync(PurgeFilter filter, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private TaskCompletionSource Ended(string id) => _ended.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}

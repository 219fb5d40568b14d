using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Engine.Instances;
using LeadOrchestrator.Engine.Telemetry;

namespace LeadOrchestrator.Engine.Client;

/// <summary>The client of the engine in this process.</summary>
internal sealed class EmbeddedClient(EngineRuntime runtime) : IOrchestrationClient
{
    private const int MaxInstanceIdLength = 400;

    public async Task<StartResult> StartAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, TInput input, string? instanceId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        EnsureReady(cancellationToken);
        EnsureRoom();
        var isNew = instanceId is null;
        instanceId = CheckId(instanceId ?? Guid.CreateVersion7(runtime.Clock.GetUtcNow()).ToString("N"));
        var payload = Payload.Write(input, runtime.Json);
        using var span = EngineMetrics.StartOrchestration(orchestration.Name, instanceId);
        var trace = span?.Id ?? System.Diagnostics.Activity.Current?.Id;
        var request = new StartRequest(orchestration.Name, payload, trace, isNew);
        runtime.Table.Post(instanceId, request, inline: true);
        return new(instanceId, await request.Reply);
    }

    public Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellationToken = default) =>
        Read(() => runtime.Store.FindCurrent(instanceId)?.ToMetadata(getInputsAndOutputs), cancellationToken);

    public Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default) =>
        Read(() => runtime.Store.ReadInstanceAndHistory(instanceId) is { } found ? HistoryView.Show(found.Row, found.Turns) : null, cancellationToken);

    public async Task<OrchestrationMetadata?> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellationToken)
    {
        while (true)
        {
            EnsureReady(cancellationToken);
            var ended = runtime.Waiters.For(instanceId);
            if (runtime.Table.Find(instanceId) is not { IsKnownToRun: true })
            {
                var row = runtime.Store.Find(instanceId);
                if (row is null || row.IsEnded)
                {
                    runtime.Waiters.LookAgain(instanceId);
                    return row?.ToMetadata(true);
                }
            }

            if (await ended.WaitAsync(cancellationToken) is { } metadata) return metadata;
        }
    }

    public Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Read(() => InstanceList.Read(runtime.File, query), cancellationToken);
    }

    public Task<ManageResult> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return Manage(instanceId, new(HistoryKind.EventRaised) { Name = eventName, Payload = Payload.Write(payload, runtime.Json) }, cancellationToken);
    }

    public Task<ManageResult> SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        Manage(instanceId, new(HistoryKind.ExecutionSuspended) { Reason = reason }, cancellationToken);

    public Task<ManageResult> ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        Manage(instanceId, new(HistoryKind.ExecutionResumed) { Reason = reason }, cancellationToken);

    public Task<ManageResult> TerminateInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        Manage(instanceId, new(HistoryKind.ExecutionTerminated) { Reason = reason }, cancellationToken);

    public Task<ManageResult> RewindInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        Manage(instanceId, new(HistoryKind.ExecutionRewound) { Reason = reason }, cancellationToken);

    public async Task<string?> RestartInstanceAsync(string instanceId, bool restartWithNewInstanceId = true, CancellationToken cancellationToken = default)
    {
        EnsureReady(cancellationToken);
        if (runtime.Store.Find(instanceId) is not { } row) return null;
        if (!restartWithNewInstanceId && !row.IsEnded)
            throw new InstanceRunsException($"Instance '{instanceId}' is still running. Terminate it first, or restart it under a new id.");
        EnsureRoom();
        var trace = System.Diagnostics.Activity.Current?.Id;
        var target = restartWithNewInstanceId ? Guid.CreateVersion7(runtime.Clock.GetUtcNow()).ToString("N") : instanceId;
        var request = restartWithNewInstanceId
            ? new StartRequest(row.Name, row.Input, trace, isNew: true)
            : new StartRequest(row.Name, row.Input, trace, replace: true);
        runtime.Table.Post(target, request, inline: true);
        if (!await request.Reply) throw new InstanceRunsException($"Instance '{instanceId}' has been started by another request.");
        return target;
    }

    public async Task<int> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        EnsureReady(cancellationToken);
        var purged = runtime.Store.Find(instanceId) is { IsEnded: true } row
            ? await runtime.File.EraseAsync(session => PurgeWrite.Delete(session, row.Key))
            : 0;
        await runtime.File.EmptyLogAfterAsync(purged); // purged means gone, from the log as well
        return purged;
    }

    public async Task<int> PurgeInstancesAsync(PurgeFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var total = 0;
        for (var position = 0L; ;)
        {
            EnsureReady(cancellationToken);
            var keys = InstanceList.Purgeable(runtime.File, filter, position);
            if (keys.Count == 0) break;
            position = keys[^1];
            total += await runtime.File.EraseAsync(session => keys.Sum(key => PurgeWrite.Delete(session, key)));
        }

        await runtime.File.EmptyLogAfterAsync(total);
        return total;
    }

    private async Task<ManageResult> Manage(string instanceId, HistoryRecord record, CancellationToken cancellationToken)
    {
        EnsureReady(cancellationToken);
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (instanceId.Length > MaxInstanceIdLength) return ManageResult.NotFound; // nothing can have been started under it
        var request = new ManageRequest(record);
        runtime.Table.Post(instanceId, request, inline: true);
        return await request.Reply;
    }

    private Task<T> Read<T>(Func<T> read, CancellationToken cancellationToken)
    {
        EnsureReady(cancellationToken);
        return Task.FromResult(read());
    }

    private void EnsureReady(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(runtime.IsStopping, this);
    }

    private void EnsureRoom()
    {
        if (!runtime.IsOverloaded) return;
        runtime.Metrics.Overloaded();
        var pending = runtime.PendingWork;
        if (runtime.LogLimiter.TryTake("overloaded", out var more)) runtime.Log.Overloaded(pending, more);
        throw new OverloadedException(
            $"{pending:N0} pieces of work are pending; MaxPendingWork allows {runtime.Options.MaxPendingWork:N0}. Nothing was started: try again later.",
            runtime.Options.OverloadRetryAfter);
    }

    private static string CheckId(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (instanceId.Length > MaxInstanceIdLength)
            throw new ArgumentException($"An instance id has at most {MaxInstanceIdLength} characters; this one has {instanceId.Length}.", nameof(instanceId));
        return instanceId;
    }
}

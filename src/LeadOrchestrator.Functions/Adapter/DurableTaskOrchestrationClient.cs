using DurableTask.Core.Exceptions;
using LeadOrchestrator.Durability;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OrchestrationMetadata = LeadOrchestrator.Durability.OrchestrationMetadata;
using OrchestrationQuery = LeadOrchestrator.Durability.OrchestrationQuery;

namespace LeadOrchestrator.Functions.Adapter;

/// <summary>The port's client on Durable Task's.</summary>
/// <param name="find">Finds the client of the present call.</param>
/// <param name="time">The clock of waits and lists.</param>
internal sealed class DurableTaskOrchestrationClient(Func<DurableTaskClient> find, TimeProvider time) : IOrchestrationClient
{
    private const string StartTag = "start";
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(50), LongestLook = TimeSpan.FromMilliseconds(400);

    private DurableTaskClient Client => find();

    public async Task<StartResult> StartAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, TInput input, string? instanceId = null, CancellationToken cancellationToken = default)
    {
        var start = Guid.NewGuid().ToString("N");
        var options = new StartOrchestrationOptions(instanceId) { Tags = new Dictionary<string, string> { [StartTag] = start } }
            .WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]); // an instance is never overwritten, whatever its state
        try
        {
            var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestration.Name, input, options, cancellationToken);

            // Two starts at once both get here. Azure Storage keeps the one whose row was first and drops the other; the row's tag tells whose it was.
            var kept = instanceId is null ? null : await Client.GetInstanceAsync(id, cancellationToken);
            return new(id, Created: kept is null || !kept.Tags.TryGetValue(StartTag, out var first) || first == start);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return new(instanceId!, Created: false);
        }
    }

    public async Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellationToken = default) =>
        (await Client.GetInstanceAsync(instanceId, getInputsAndOutputs, cancellationToken))?.ToPort();

    public async Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default) =>
        await FindAsync(instanceId, cancellationToken) is null
            ? null
            : HistoryTranslation.ToPort(await Client.GetOrchestrationHistoryAsync(instanceId, cancellationToken));

    public async Task<OrchestrationMetadata?> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellationToken)
    {
        // Azure Storage cannot notify, and every look is a read of the instances table: looks get rarer as the wait gets longer, so
        // that callers who wait on a busy host do not keep it busy; never so rare that the look, not the lead, is what they wait for. Durable Task's own wait looks every two seconds; a lead is done in a fraction of one.
        for (var wait = FirstLook; await FindAsync(instanceId, cancellationToken) is { IsCompleted: false }; wait = wait * 2 < LongestLook ? wait * 2 : LongestLook)
            await Task.Delay(wait, time, cancellationToken);
        return await GetInstanceAsync(instanceId, cancellationToken: cancellationToken);
    }

    public Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery query, CancellationToken cancellationToken = default) =>
        new NewestFirst(Client, time).ReadAsync(query, cancellationToken);

    public Task<ManageResult> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellationToken = default) =>
        ManageAsync(instanceId, () => Client.RaiseEventAsync(instanceId, eventName, payload, cancellationToken), cancellationToken);

    public Task<ManageResult> SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        ManageAsync(instanceId, () => Client.SuspendInstanceAsync(instanceId, reason, cancellationToken), cancellationToken);

    public Task<ManageResult> ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        ManageAsync(instanceId, () => Client.ResumeInstanceAsync(instanceId, reason, cancellationToken), cancellationToken);

    public Task<ManageResult> TerminateInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default) =>
        ManageAsync(instanceId, () => Client.TerminateInstanceAsync(instanceId, new TerminateInstanceOptions(reason), cancellationToken), cancellationToken);

    public async Task<ManageResult> RewindInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(instanceId, cancellationToken) is not { } found) return ManageResult.NotFound;
        if (found.RuntimeStatus != RuntimeStatus.Failed) return ManageResult.Gone;
        await Client.RewindInstanceAsync(instanceId, reason ?? "", cancellationToken);
        return ManageResult.Accepted;
    }

    public async Task<string?> RestartInstanceAsync(string instanceId, bool restartWithNewInstanceId = true, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(instanceId, cancellationToken) is not { } found) return null;
        if (!restartWithNewInstanceId && !found.IsCompleted)
            throw new InstanceRunsException($"Instance '{instanceId}' is still running. Terminate it first, or restart it under a new id.");
        try
        {
            return await Client.RestartAsync(instanceId, restartWithNewInstanceId, cancellationToken);
        }
        catch (InvalidOperationException exception) when (!restartWithNewInstanceId)
        {
            throw new InstanceRunsException($"Instance '{instanceId}' has been started by another request.", exception);
        }
    }

    public async Task<int> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken = default) =>
        await FindAsync(instanceId, cancellationToken) is { IsCompleted: true }
            ? (await Client.PurgeInstanceAsync(instanceId, options: null, cancellationToken)).PurgedInstanceCount
            : 0;

    public async Task<int> PurgeInstancesAsync(PurgeFilter filter, CancellationToken cancellationToken = default)
    {
        // One by one, as they are read: bounded memory, and neither time limit nor name filter to work around.
        RuntimeStatus[] ended = [RuntimeStatus.Completed, RuntimeStatus.Failed, RuntimeStatus.Terminated];
        var query = new Microsoft.DurableTask.Client.OrchestrationQuery(
            filter.CreatedFrom, filter.CreatedTo, (filter.Statuses is { Count: > 0 } some ? some : ended).ToDurableTask());
        var purged = 0;
        await foreach (var instance in Client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
            if (filter.Name is null || instance.Name == filter.Name)
                purged += await PurgeInstanceAsync(instance.InstanceId, cancellationToken);
        return purged;
    }

    /// <summary>Looks first: Durable Task takes a message to an unknown or ended instance without a word.</summary>
    private async Task<ManageResult> ManageAsync(string instanceId, Func<Task> manage, CancellationToken cancellationToken)
    {
        if (await FindAsync(instanceId, cancellationToken) is not { } found) return ManageResult.NotFound;
        if (found.IsCompleted) return ManageResult.Gone;
        await manage();
        return ManageResult.Accepted;
    }

    private Task<OrchestrationMetadata?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellationToken);
}

using System.Collections.Concurrent;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>Who waits for the end of which instance. They are signalled, they never poll.</summary>
internal sealed class CompletionWaiters
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<OrchestrationMetadata?>> _waiters = new(StringComparer.Ordinal);

    /// <summary>A task that ends when the instance does; take it before looking whether it has ended already. Null means: look again.</summary>
    public Task<OrchestrationMetadata?> For(string instanceId) =>
        _waiters.GetOrAdd(instanceId, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The instance has ended, and that is on disk.</summary>
    public void Signal(InstanceRow row)
    {
        if (_waiters.TryRemove(row.Id, out var waiter)) waiter.TrySetResult(row.ToMetadata(true));
    }

    /// <summary>It is not sure that this instance exists or runs: who waits for it has to look again.</summary>
    public void LookAgain(string instanceId)
    {
        if (_waiters.TryRemove(instanceId, out var waiter)) waiter.TrySetResult(null);
    }

    /// <summary>Nobody will be signalled any more.</summary>
    public void CancelAll()
    {
        foreach (var id in _waiters.Keys)
        {
            if (_waiters.TryRemove(id, out var waiter)) waiter.TrySetException(new ObjectDisposedException("EmbeddedEngine", "The engine has stopped."));
        }
    }
}

using System.Collections.Concurrent;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>Who waits for the end of which instance. They are signalled, they never poll.</summary>
internal sealed class CompletionWaiters
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiters = new(StringComparer.Ordinal);

    /// <summary>A task that ends when the instance does; take it before looking whether it has ended already.</summary>
    public Task For(string instanceId) =>
        _waiters.GetOrAdd(instanceId, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Signal(string instanceId)
    {
        if (!_waiters.IsEmpty && _waiters.TryRemove(instanceId, out var waiter)) waiter.TrySetResult();
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

using LeadOrchestrator.Engine.Instances;

namespace LeadOrchestrator.Engine.Activities;

/// <summary>Runs activities, at most so many at once; the others wait in order.</summary>
internal sealed class ActivityDispatcher(EngineRuntime runtime) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<ActivityWork> _waiting = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _queued;
    private int _running;

    /// <summary>Signalled when running activities must give up.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    public int Queued => Volatile.Read(ref _queued);

    public int Running => Volatile.Read(ref _running);

    /// <summary>Runs an activity on a thread of the pool, as soon as there is a slot.</summary>
    public void Add(ActivityWork work)
    {
        if (TryTakeSlot(work)) ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
    }

    /// <summary>Takes a slot for an activity that the caller runs itself; without one the activity is queued.</summary>
    public bool TryTakeSlot(ActivityWork work)
    {
        lock (_lock)
        {
            if (runtime.IsStopping) return false;
            if (_running < runtime.Options.MaxConcurrentActivities)
            {
                _running++;
                return true;
            }

            _waiting.Enqueue(work);
            _queued++;
            return false;
        }
    }

    /// <summary>Gives a slot back, or on to the next that waits.</summary>
    public void Release()
    {
        ActivityWork? next;
        lock (_lock)
        {
            if (runtime.IsStopping || !_waiting.TryDequeue(out next))
            {
                _running--;
                if (runtime.IsStopping && _running == 0) _idle.TrySetResult();
                return;
            }

            _queued--;
        }

        ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: false);
    }

    /// <summary>Ends when no activity runs. The engine must be stopping, so that none begins.</summary>
    public Task WhenIdle()
    {
        lock (_lock)
        {
            if (_running == 0) _idle.TrySetResult();
        }

        return _idle.Task;
    }

    /// <summary>Tells running activities to give up.</summary>
    public Task CancelAsync() => _cancellation.CancelAsync();

    public void Dispose() => _cancellation.Dispose();
}

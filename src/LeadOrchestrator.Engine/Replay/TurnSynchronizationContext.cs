namespace LeadOrchestrator.Engine.Replay;

/// <summary>
/// Keeps the continuations of an orchestration on the thread of its turn, in a fixed order. A continuation that comes
/// from any other thread belongs to a task that is not durable: it is dropped and reported.
/// </summary>
internal sealed class TurnSynchronizationContext(Action foreignContinuation) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private SynchronizationContext? _outer;
    private int _thread;

    /// <summary>Whether the calling thread is inside this orchestration's turn.</summary>
    public bool IsCurrent => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Makes the calling thread the turn's thread.</summary>
    public void Enter()
    {
        _outer = Current;
        _thread = Environment.CurrentManagedThreadId;
        SetSynchronizationContext(this);
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave()
    {
        _thread = 0;
        SetSynchronizationContext(_outer);
        _outer = null;
    }

    /// <summary>Runs what was posted until nothing is left.</summary>
    public void Pump()
    {
        while (_queue.TryDequeue(out var next)) next.Callback(next.State);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent) _queue.Enqueue((d, state));
        else foreignContinuation();
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        if (!IsCurrent) throw new InvalidOperationException("An orchestration runs on one thread.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;
}

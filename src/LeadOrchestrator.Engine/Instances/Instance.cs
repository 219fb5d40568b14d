using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.Replay;
using LeadOrchestrator.Engine.Telemetry;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>
/// An instance in memory: its mailbox, and at most one turn under way. A turn takes everything that has arrived, is
/// written in one transaction, and is carried out when that is on disk; only then may the next begin.
/// </summary>
internal sealed class Instance(EngineRuntime runtime, string id) : IThreadPoolWorkItem, ISqliteWrite
{
    private readonly Lock _lock = new();
    private readonly Turn _turn = new();
    private readonly HashSet<int> _dispatched = [];
    private List<Arrival> _mailbox = [];
    private List<Arrival> _taken = [];
    private bool _busy;
    private bool _removed;
    private bool _committed;
    private int _failures;
    private ITimer? _retry;

    public string Id => id;

    public EngineRuntime Runtime => runtime;

    /// <summary>The row as the turn under way leaves it; null for an unknown instance.</summary>
    public InstanceRow? Row { get; set; }

    public bool IsLoaded { get; set; }

    /// <summary>A start has found that the id is taken, so that the next turn has to read the instance.</summary>
    public bool IsKnownToExist { get; private set; }

    /// <summary>The code; null when it has to be replayed first.</summary>
    public Execution? Execution { get; set; }

    /// <summary>The number of the next turn in the history; −1 while not known.</summary>
    public int NextSequence { get; set; } = -1;

    /// <summary>How many events this execution has recorded.</summary>
    public int RecordedEvents { get; set; }

    /// <summary>When the last turn ended, as a timestamp of the clock.</summary>
    public long IdleSince { get; private set; } = runtime.Clock.GetTimestamp();

    /// <summary>Activities that were handed out and whose results are not on disk.</summary>
    public HashSet<int> Dispatched => _dispatched;

    /// <summary>Whether it is known, without a look at the disk, that this instance has not ended.</summary>
    public bool IsKnownToRun => IsLoaded && Row is { IsEnded: false };

    public bool TryPost(Arrival arrival, bool inline)
    {
        lock (_lock)
        {
            if (_removed) return false;
            _mailbox.Add(arrival);
            if (_busy) return true;
            _busy = true;
        }

        runtime.TurnPending();
        if (inline) RunTurn();
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Forgets an instance that does nothing but wait; it is replayed when it is needed.</summary>
    public void TryEvict()
    {
        lock (_lock)
        {
            if (_busy || _removed || _mailbox.Count > 0 || _dispatched.Count > 0) return;
            _removed = true;
        }

        runtime.Table.Remove(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_committed) CarryOut();
        else RunTurn();
    }

    void ISqliteWrite.Apply(SqliteSession session) => TurnWrite.Apply(session, Row!, _turn);

    void ISqliteWrite.Committed()
    {
        _committed = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void ISqliteWrite.Failed(Exception exception) => ThreadPool.UnsafeQueueUserWorkItem(static state => state.Instance.Fail(state.Exception), (Instance: this, Exception: exception), preferLocal: false);

    private void RunTurn()
    {
        lock (_lock) (_mailbox, _taken) = (_taken, _mailbox);
        try
        {
            _turn.Clear();
            TurnRunner.Run(this, _taken, _turn);
            if (_turn.HasWrites) runtime.File.Enqueue(this);
            else CarryOut();
        }
        catch (Exception exception) // the turn could not be made or handed over: as if it had not begun
        {
            Fail(exception);
        }
    }

    private void CarryOut()
    {
        _committed = false;
        _failures = 0;
        if (_turn.FoundIdTaken)
        {
            TakeUpExisting();
            return;
        }

        var inline = TurnConsequences.CarryOut(this, _turn);
        _taken.Clear();
        if (runtime.Options.ReplayEveryTurn) Execution = null;
        Finish();
        inline?.Execute();
    }

    /// <summary>The turn was that of a new instance, and there is one already: all that arrived is for that one.</summary>
    private void TakeUpExisting()
    {
        Forget();
        IsKnownToExist = true;
        runtime.Waiters.LookAgain(id);
        lock (_lock) _mailbox.InsertRange(0, _taken);
        _taken.Clear();
        Finish();
    }

    private void Forget() => (Row, IsLoaded, Execution, NextSequence, _committed) = (null, false, null, -1, false);

    /// <summary>Ends the turn: goes on with what has arrived meanwhile, or rests.</summary>
    private void Finish()
    {
        var gone = IsLoaded ? Row is null || Row.IsEnded : _dispatched.Count == 0;
        lock (_lock)
        {
            if (_mailbox.Count > 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }

            _busy = false;
            IdleSince = runtime.Clock.GetTimestamp();
            if (gone || (_dispatched.Count == 0 && runtime.Table.IsFull)) _removed = true;
        }

        if (_removed) runtime.Table.Remove(this);
        runtime.TurnDone();
    }

    /// <summary>
    /// Nothing of the turn was stored. Memory is dropped and read again from disk; whoever asked is told; what nobody can
    /// ask for again (results, timers) is kept and tried again after a while.
    /// </summary>
    private void Fail(Exception exception)
    {
        Forget();
        var kept = _taken.FindAll(arrival => !arrival.Reject(exception));
        _taken.Clear();
        runtime.Waiters.LookAgain(id);
        lock (_lock) _mailbox.InsertRange(0, kept);
        if (kept.Count == 0 || exception is InstanceChangedException)
        {
            Finish();
            return;
        }

        var delay = runtime.Options.StorageRetryDelay * Math.Pow(2, Math.Min(_failures++, 10));
        if (delay > TimeSpan.FromSeconds(30)) delay = TimeSpan.FromSeconds(30);
        if (!runtime.IsStopping) Report(exception, delay);
        _retry?.Dispose();
        _retry = runtime.Clock.CreateTimer(static state => ThreadPool.UnsafeQueueUserWorkItem((Instance)state!, preferLocal: false), this, delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A disk that is full fails every instance at once; that is one line, not one each with a stack.</summary>
    private void Report(Exception exception, TimeSpan delay)
    {
        if (exception is not StorageException) runtime.Log.TurnFailed(id, delay, exception);
        else if (runtime.LogLimiter.TryTake(exception.Message, out var more)) runtime.Log.TurnNotStored(id, delay, exception.Message, more);
    }
}

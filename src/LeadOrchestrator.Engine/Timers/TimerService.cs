using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Engine.Instances;
using LeadOrchestrator.Engine.Telemetry;

namespace LeadOrchestrator.Engine.Timers;

/// <summary>
/// Fires timers. Those due soon are in memory; the others wait on disk, in order, and are read when their time comes near.
/// Everything up to <c>_horizon</c> is in memory.
/// </summary>
internal sealed class TimerService : IDisposable
{
    private const int MaxLoad = 10_000;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TimerRow, TimerRow> _due = new();
    private readonly EngineRuntime _runtime;
    private readonly ITimer _alarm;
    private TimerRow _horizon = new(long.MinValue, 0, 0, null);
    private long _loadAt = long.MinValue;
    private long _alarmAt = long.MaxValue;
    private bool _paused;
    private int _ringing;

    public TimerService(EngineRuntime runtime)
    {
        _runtime = runtime;
        _alarm = runtime.Clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        runtime.WorkDone += Unpause;
    }

    /// <summary>How many timers are in memory.</summary>
    public int Count
    {
        get { lock (_lock) return _due.Count; }
    }

    /// <summary>Begins to fire.</summary>
    public void Start() => Ring();

    /// <summary>A timer that has just been committed.</summary>
    public void Add(TimerRow timer)
    {
        lock (_lock)
        {
            if (timer.CompareTo(_horizon) > 0) return; // it waits on disk
            _due.Enqueue(timer, timer);
            SetAlarm();
        }
    }

    public void Dispose()
    {
        _runtime.WorkDone -= Unpause;
        _alarm.Dispose();
    }

    /// <summary>Fires what is due and reads what comes next. One thread at a time; a call meanwhile makes that one go round again.</summary>
    private void Ring()
    {
        if (Interlocked.Increment(ref _ringing) > 1) return;
        int seen;
        do
        {
            seen = Volatile.Read(ref _ringing);
            try
            {
                while (!_runtime.IsStopping && (FireDue() || Load()))
                {
                }
            }
            catch (Exception exception) when (exception is Sqlite.StorageException or ObjectDisposedException)
            {
                if (!_runtime.IsStopping) _runtime.Log.TimersUnreadable(exception);
                lock (_lock) _loadAt = _runtime.Now + TimeSpan.TicksPerSecond;
            }

            lock (_lock)
            {
                _alarmAt = long.MaxValue;
                SetAlarm();
            }
        }
        while (Interlocked.Add(ref _ringing, -seen) > 0);
    }

    private bool FireDue()
    {
        var now = _runtime.Now;
        var fired = false;
        while (true)
        {
            TimerRow timer;
            lock (_lock)
            {
                if (!_due.TryPeek(out timer, out _) || timer.FireAt > now) return fired;
                if (_paused = _runtime.IsOverloaded) return false;
                _due.Dequeue();
            }

            fired = true;
            if (timer.InstanceId is { } id)
                _runtime.Table.Post(id, new InternalArrival(new(HistoryKind.TimerFired, timer.Id) { FireAt = timer.FireAt }, timer.Instance, -1));
        }
    }

    /// <summary>Reads the next timers. The horizon is moved first, so that none committed meanwhile is missed; one read twice does no harm.</summary>
    private bool Load()
    {
        TimerRow from;
        long upTo;
        lock (_lock)
        {
            var now = _runtime.Now;
            if (_paused || now < _loadAt || (_due.TryPeek(out var next, out _) && next.FireAt <= now)) return false;
            (from, upTo) = (_horizon, now + _runtime.Options.TimerWindow.Ticks);
            _horizon = new(upTo, long.MaxValue, int.MaxValue, null);
        }

        var rows = _runtime.Store.Timers(from, upTo, MaxLoad);
        lock (_lock)
        {
            foreach (var row in rows) _due.Enqueue(row, row);
            if (rows.Count == MaxLoad) (_horizon, _loadAt) = (rows[^1], rows[^1].FireAt);
            else _loadAt = upTo - (_runtime.Options.TimerWindow.Ticks / 2);
        }

        return true;
    }

    private void SetAlarm()
    {
        if (_paused) return;
        var at = _due.TryPeek(out var next, out _) ? Math.Min(next.FireAt, _loadAt) : _loadAt;
        if (at >= _alarmAt || _runtime.IsStopping) return;
        _alarmAt = at;
        var wait = TimeSpan.FromTicks(Math.Clamp(at - _runtime.Now, 0, TimeSpan.TicksPerDay));
        _alarm.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan); // never early
    }

    private void Unpause()
    {
        if (!Volatile.Read(ref _paused) || _runtime.IsOverloaded) return;
        lock (_lock) _paused = false;
        ThreadPool.UnsafeQueueUserWorkItem(static timers => timers.Ring(), this, preferLocal: false);
    }
}

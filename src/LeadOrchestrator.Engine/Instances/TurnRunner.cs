using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Engine.Replay;
using LeadOrchestrator.Engine.Telemetry;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>Makes a turn of what has arrived: hands it to the code, and collects what is to be written.</summary>
internal sealed partial class TurnRunner
{
    private readonly Instance _instance;
    private readonly EngineRuntime _runtime;
    private readonly Turn _turn;
    private readonly long _now;
    private bool _inTurn;

    private TurnRunner(Instance instance, Turn turn) =>
        (_instance, _runtime, _turn, _now) = (instance, instance.Runtime, turn, instance.Runtime.Now);

    private InstanceRow Row => _instance.Row!;

    public static void Run(Instance instance, List<Arrival> arrivals, Turn turn)
    {
        var runner = new TurnRunner(instance, turn);
        try
        {
            foreach (var arrival in arrivals) runner.Take(arrival);
            runner.End();
        }
        catch
        {
            if (runner._inTurn) instance.Execution?.Abandon();
            throw;
        }
    }

    private void Take(Arrival arrival)
    {
        if (arrival is StartRequest start)
        {
            _turn.Requests.Add(start);
            Start(start);
            return;
        }

        Load();
        switch (arrival)
        {
            case ManageRequest request:
                _turn.Requests.Add(request);
                request.Answer = Manage(request.Record);
                break;
            case InternalArrival inner:
                if (_instance.Row is { IsEnded: false } row && row.Key == inner.Key && (inner.Generation < 0 || inner.Generation == row.Generation)) Record(inner.Record);
                break;
            case WakeArrival:
                if (_instance.Row is { IsEnded: false }) Wake();
                break;
            case ForeignArrival foreign:
                if (_instance.Row is { IsEnded: false } && ReferenceEquals(foreign.Execution, _instance.Execution)) EnterTurn();
                break;
        }
    }

    private void Load()
    {
        if (_instance.IsLoaded) return;
        _instance.Row = _runtime.Store.Find(_instance.Id);
        _instance.IsLoaded = true;
    }

    private void Start(StartRequest start)
    {
        start.Answer = false;
        if (start.IsNew)
        {
            _instance.IsLoaded = true;
        }
        else if (!_instance.IsLoaded && !start.Replace && !_instance.IsKnownToExist)
        {
            (_instance.IsLoaded, _turn.IsUncheckedStart) = (true, true);
        }

        Load();
        var old = _instance.Row;
        if (old is not null && !(start.Replace && old.IsEnded)) return;
        if (old is null && start.Name is null) return;
        var key = _runtime.Keys.Next();
        _instance.Row = new InstanceRow
        {
            Key = key,
            Id = _instance.Id,
            Name = start.Name ?? old!.Name,
            Status = RuntimeStatus.Pending,
            Updated = _now,
            Version = _runtime.Options.ApplicationVersion,
            Trace = start.Trace,
            Input = start.Input ?? old?.Input,
        };
        _turn.Replaces = old?.Key;
        (_turn.Row, start.Answer) = (RowChange.Insert, true);
        (_instance.NextSequence, _instance.RecordedEvents, _instance.Execution) = (0, 0, null);
        Record(new(HistoryKind.ExecutionStarted));
    }

    private ManageResult Manage(HistoryRecord record)
    {
        if (_instance.Row is not { } row) return ManageResult.NotFound;
        if (record.Kind == HistoryKind.ExecutionRewound) return Rewind(record);
        if (row.IsEnded) return ManageResult.Gone;
        switch (record.Kind)
        {
            case HistoryKind.ExecutionSuspended when row.Status == RuntimeStatus.Suspended:
            case HistoryKind.ExecutionResumed when row.Status != RuntimeStatus.Suspended:
                return ManageResult.Accepted;
            case HistoryKind.ExecutionTerminated:
                Terminate(record);
                return ManageResult.Accepted;
            default:
                Record(record);
                return ManageResult.Accepted;
        }
    }

    private ManageResult Rewind(HistoryRecord record)
    {
        if (Row.Status != RuntimeStatus.Failed) return ManageResult.Gone;
        var code = _runtime.Registry.FindOrchestration(Row.Name)
            ?? throw new InvalidOperationException($"No orchestration named '{Row.Name}' is registered, so '{Row.Id}' cannot be rewound.");
        var plan = RewindPlan.Make(CodeLoader.Settings(_instance, code), _runtime.Store.ReadHistory(Row.Key));
        (_turn.ReplacesHistory, _turn.RewrittenHistory, _turn.Rewinds, _turn.Replayed) = (true, plan.History, true, true);
        (Row.Status, Row.Failure, Row.Output) = (RuntimeStatus.Running, null, null);
        _instance.NextSequence = plan.History.Count == 0 ? 0 : plan.History[^1].Sequence + 1;
        _instance.RecordedEvents = plan.History.Sum(batch => batch.Records.Count);
        CodeLoader.Adopt(_instance, plan.Execution);
        _turn.TimersCreated.AddRange(plan.Execution.OpenTasks.Values.Select(task => task.Decision).Where(decision => decision.Kind == HistoryKind.TimerCreated));
        Changed();
        Record(record);
        foreach (var again in plan.DeliverAgain) Record(again);
        return ManageResult.Accepted;
    }

    /// <summary>Records an arrival and lets the code see it; a suspended instance only keeps it.</summary>
    private void Record(HistoryRecord record)
    {
        if (Row.Status == RuntimeStatus.Suspended && _instance.Execution is null && record.Kind != HistoryKind.ExecutionResumed)
        {
            _turn.Add(record);
            return;
        }

        if (!EnterTurn())
        {
            if (record.Kind != HistoryKind.ExecutionResumed) _turn.Add(record);
            return;
        }

        var execution = _instance.Execution!;
        if (IsStale(execution, record)) return;
        _turn.Add(record);
        execution.Deliver(record);
        if (record.Kind == HistoryKind.ExecutionSuspended) Suspend(record.Reason);
        else if (record.Kind == HistoryKind.ExecutionResumed) Resume(execution);
    }

    private static bool IsStale(Execution execution, HistoryRecord record) => record.Kind switch
    {
        HistoryKind.ExecutionStarted => execution.HasStarted,
        HistoryKind.TimerFired => !execution.OpenTasks.TryGetValue(record.Id, out var open) || open.Decision.FireAt != record.FireAt,
        HistoryKind.TaskCompleted or HistoryKind.TaskFailed or HistoryKind.SubOrchestrationInstanceCompleted
            or HistoryKind.SubOrchestrationInstanceFailed => !execution.IsOpen(record.Id),
        _ => false,
    };

    /// <summary>After a restart: replays, so that open activities are handed out again, and sees what became of the children.</summary>
    private void Wake()
    {
        if (Row.Parent is { } parent && _runtime.Store.ParentIsTerminated(parent))
        {
            Terminate(new(HistoryKind.ExecutionTerminated) { Reason = "The parent orchestration was terminated." });
            return;
        }

        if (!EnterTurn()) return;
        var execution = _instance.Execution!;
        if (!execution.HasStarted) Record(new(HistoryKind.ExecutionStarted));
        var calls = execution.OpenTasks.Values.Select(task => task.Decision).Where(decision => decision.Kind == HistoryKind.SubOrchestrationInstanceCreated);
        foreach (var call in calls.Except(execution.Decisions).ToList()) // children that this very turn starts are not on disk yet
        {
            if (ChildOutcome.Find(_runtime.Store, Row, call) is { } outcome) Record(outcome);
        }
    }

    /// <summary>Begins the turn, replaying the code first if it is not in memory.</summary>
    /// <returns>False if the code cannot go on; the instance is suspended then.</returns>
    private bool EnterTurn()
    {
        if (_inTurn) return true;
        if (_instance.Execution is null && CodeLoader.Load(_instance, _turn) is { } problem)
        {
            if (Row.Status != RuntimeStatus.Suspended)
            {
                _turn.Add(new(HistoryKind.ExecutionSuspended) { Reason = problem });
                _runtime.Log.InstanceSuspended(_instance.Id, problem);
            }

            Suspend(problem);
            return false;
        }

        var execution = _instance.Execution!;
        execution.BeginTurn(_now, replaying: false);
        _inTurn = true;
        foreach (var earlier in _turn.Records) execution.Deliver(earlier);
        return true;
    }

    private void Suspend(string? reason)
    {
        var output = reason is null ? null : Payload.Quoted(reason);
        if (Row.Status == RuntimeStatus.Suspended && output.AsSpan().SequenceEqual(Row.Output)) return;
        (Row.Status, Row.Output) = (RuntimeStatus.Suspended, output);
        Changed();
    }

    private void Resume(Execution execution)
    {
        (Row.Status, Row.Output) = (execution.HasStarted ? RuntimeStatus.Running : RuntimeStatus.Pending, null);
        Changed();
    }

    private void Terminate(HistoryRecord record)
    {
        LeaveTurn();
        _turn.Add(record);
        _turn.Add(new(HistoryKind.ExecutionCompleted) { Status = RuntimeStatus.Terminated });
        RemoveOpenTimers();
        (Row.Status, Row.Output) = (RuntimeStatus.Terminated, record.Reason is null ? null : Payload.Quoted(record.Reason));
        Ended();
    }
}

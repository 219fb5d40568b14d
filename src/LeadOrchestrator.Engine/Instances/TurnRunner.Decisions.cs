using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Engine.Replay;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>The second half of a turn: what the code decided becomes what is written and carried out.</summary>
internal sealed partial class TurnRunner
{
    /// <summary>Timers of an instance whose code is not in memory are found in its history.</summary>
    private void RemoveOpenTimers()
    {
        if (_instance.Execution is { } execution)
        {
            _turn.TimersRemoved.AddRange(execution.OpenTasks.Values.Select(task => task.Decision).Where(decision => decision.Kind == HistoryKind.TimerCreated));
            return;
        }

        _turn.TimersRemoved.AddRange(CodeLoader.ReadHistory(_instance).SelectMany(batch => batch.Records).Where(record => record.Kind == HistoryKind.TimerCreated));
    }

    private void End()
    {
        LeaveTurn();
        if (_instance.Row is not { } row) return;
        if (_turn.Row == RowChange.None && _turn.Records.Count > 0 && !row.IsEnded && row.Active != IsActive()) Changed();
        if (_turn.Row != RowChange.None) row.Active = !row.IsEnded && (_turn.BeginsAnew || IsActive());
        if (_turn.Records.Count == 0) return;
        if (_instance.NextSequence < 0) CodeLoader.ReadHistory(_instance);
        _turn.Sequence = _instance.NextSequence++;
        _instance.RecordedEvents += _turn.Records.Count;
        if (!row.IsEnded && row.Status != RuntimeStatus.Suspended && _instance.RecordedEvents > _runtime.Options.MaxHistoryEvents)
        {
            _instance.Execution = null; // the next turn finds the history too long, and suspends
        }

        _turn.Seal(_now);
    }

    private bool IsActive() => _instance.Execution is not { } execution
        ? Row.Active || Row.Status == RuntimeStatus.Pending
        : !execution.HasStarted || execution.OpenTasks.Values.Any(task => task.Decision.Kind != HistoryKind.TimerCreated);

    /// <summary>Ends the code's turn and takes over what it decided.</summary>
    private void LeaveTurn()
    {
        if (!_inTurn) return;
        _inTurn = false;
        var execution = _instance.Execution!;
        execution.EndTurn();
        if (execution.HasStarted && Row.Status == RuntimeStatus.Pending)
        {
            Row.Status = RuntimeStatus.Running;
            Changed();
        }

        if (execution.CustomStatus is { } status && !ReferenceEquals(status, Row.CustomStatus))
        {
            Row.CustomStatus = status;
            Changed();
        }

        _turn.TimersRemoved.AddRange(execution.CancelledTimers);
        foreach (var decision in execution.Decisions) Take(execution, decision);
    }

    private void Take(Execution execution, HistoryRecord decision)
    {
        _turn.Add(decision);
        switch (decision.Kind)
        {
            case HistoryKind.TaskScheduled:
                _turn.Scheduled.Add(decision);
                break;
            case HistoryKind.TimerCreated:
                if (execution.IsOpen(decision.Id)) _turn.TimersCreated.Add(decision);
                break;
            case HistoryKind.SubOrchestrationInstanceCreated:
                _turn.Children.Add(decision);
                _turn.ChildKeys.Add(_runtime.Keys.Next());
                break;
            case HistoryKind.ContinuedAsNew:
                ContinueAsNew(execution);
                break;
            case HistoryKind.ExecutionCompleted:
                (Row.Status, Row.Output, Row.Failure) = (decision.Status, execution.Output, execution.Failure);
                RemoveOpenTimers();
                Ended();
                break;
        }
    }

    private void ContinueAsNew(Execution execution)
    {
        RemoveOpenTimers();
        var (input, preserve) = execution.Next!.Value;
        _turn.Records.Clear();
        if (preserve) _turn.Records.AddRange(execution.Events.Unprocessed);
        (_turn.ReplacesHistory, _turn.BeginsAnew) = (true, true);
        _turn.TimersCreated.Clear();
        _turn.Scheduled.Clear();
        (Row.Input, Row.Generation) = (input, Row.Generation + 1);
        (_instance.NextSequence, _instance.RecordedEvents, _instance.Execution) = (0, 0, null);
        _instance.Dispatched.Clear();
        Changed();
    }

    private void Ended()
    {
        _turn.Ended = true;
        _instance.Execution = null;
        Changed();
    }

    private void Changed()
    {
        if (_turn.Row == RowChange.None) _turn.Row = RowChange.Update;
        Row.Updated = _now;
    }
}

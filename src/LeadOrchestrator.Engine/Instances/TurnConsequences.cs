using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Activities;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>Carries out what a turn decided, once it is on disk.</summary>
internal static class TurnConsequences
{
    /// <summary>Carries a turn out.</summary>
    /// <returns>An activity for the calling thread to run when it has left the turn, or null.</returns>
    public static ActivityWork? CarryOut(Instance instance, Turn turn)
    {
        var runtime = instance.Runtime;
        foreach (var record in turn.Records)
        {
            if (record.Kind is HistoryKind.TaskCompleted or HistoryKind.TaskFailed) instance.Dispatched.Remove(record.Id);
        }

        foreach (var request in turn.Requests) Answer(request);
        if (turn.HasWrites) runtime.Metrics.Turn();
        if (instance.Row is not { } row || runtime.IsStopping && !turn.Ended) return null;
        if (turn.Row == RowChange.Insert) runtime.Metrics.Started();
        if (!turn.Ended) foreach (var timer in turn.TimersCreated) runtime.Timers.Add(new(timer.FireAt, row.Key, timer.Id, row.Id));
        StartChildren(runtime, row, turn);
        if (turn.BeginsAnew) runtime.Table.Post(row.Id, new InternalArrival(new(HistoryKind.ExecutionStarted), row.Key, row.Generation));
        if (turn.Rewinds) RewindChildren(instance, row);
        if (turn.Ended) End(runtime, row);
        return Dispatch(instance, row, turn);
    }

    private static void Answer(Arrival request)
    {
        if (request is ManageRequest manage) manage.Send();
        else ((StartRequest)request).Send();
    }

    private static ActivityWork? Dispatch(Instance instance, InstanceRow row, Turn turn)
    {
        ActivityWork? last = null;
        if (turn.Replayed && instance.Execution is { } execution)
        {
            foreach (var task in execution.OpenTasks.Values)
            {
                if (task.Decision.Kind == HistoryKind.TaskScheduled) Dispatch(task.Decision);
            }
        }

        foreach (var decision in turn.Scheduled) Dispatch(decision);
        return last is not null && instance.Runtime.Activities.TryTakeSlot(last) ? last : null;

        void Dispatch(HistoryRecord decision)
        {
            if (!instance.Dispatched.Add(decision.Id)) return;
            if (last is not null) instance.Runtime.Activities.Add(last);
            last = new ActivityWork(instance.Runtime, row, decision);
        }
    }

    private static void StartChildren(EngineRuntime runtime, InstanceRow row, Turn turn)
    {
        for (var i = 0; i < turn.Children.Count; i++)
        {
            var child = turn.Children[i];
            if (turn.Conflicts.Contains(child)) runtime.Table.Post(row.Id, new InternalArrival(ChildOutcome.Conflict(child), row.Key, row.Generation));
            else runtime.Table.Post(child.ChildId!, new InternalArrival(new(HistoryKind.ExecutionStarted), turn.ChildKeys[i], 0));
        }
    }

    private static void RewindChildren(Instance instance, InstanceRow row)
    {
        if (instance.Execution is not { } execution) return;
        foreach (var task in execution.OpenTasks.Values)
        {
            if (task.Decision.Kind != HistoryKind.SubOrchestrationInstanceCreated) continue;
            var child = instance.Runtime.Store.Find(task.Decision.ChildId!);
            if (child is { Status: RuntimeStatus.Failed } && child.IsChildOf(row, task.Decision.Id))
                instance.Runtime.Table.Post(child.Id, new ManageRequest(new(HistoryKind.ExecutionRewound)));
            else if (ChildOutcome.Find(instance.Runtime.Store, row, task.Decision) is { } outcome)
                instance.Runtime.Table.Post(row.Id, new InternalArrival(outcome, row.Key, row.Generation));
        }
    }

    private static void End(EngineRuntime runtime, InstanceRow row)
    {
        runtime.Metrics.Ended(row);
        runtime.Waiters.Signal(row);
        if (runtime.IsStopping) return;
        if (row.ParentId is { } parentId)
            runtime.Table.Post(parentId, new InternalArrival(ChildOutcome.Of(row), row.Parent!.Value, row.ParentGeneration));
        if (row.Status != RuntimeStatus.Terminated) return;
        foreach (var child in runtime.Store.RunningChildren(row.Key))
            runtime.Table.Post(child, new ManageRequest(new(HistoryKind.ExecutionTerminated) { Reason = "The parent orchestration was terminated." }));
    }
}

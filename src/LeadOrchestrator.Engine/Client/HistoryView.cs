using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Client;

/// <summary>Shows a stored history in Durable Task's terms.</summary>
internal static class HistoryView
{
    public static IReadOnlyList<HistoryEvent> Show(InstanceRow row, List<TurnBatch> turns)
    {
        var scheduled = new Dictionary<int, (HistoryRecord Record, long Time)>();
        var events = new List<HistoryEvent>();
        foreach (var turn in turns)
        {
            foreach (var record in turn.Records)
            {
                if (record.IsDecision && record.Id >= 0) scheduled[record.Id] = (record, turn.Time);
                events.Add(Show(row, record, turn.Time, scheduled));
            }
        }

        return events;
    }

    private static HistoryEvent Show(InstanceRow row, HistoryRecord record, long time, Dictionary<int, (HistoryRecord Record, long Time)> scheduled)
    {
        var shown = new HistoryEvent(
            record.Kind.ToString(), InstanceRow.Time(time), record.Id, record.Name, Reason: record.Reason, Failure: record.Failure, InstanceId: record.ChildId);
        switch (record.Kind)
        {
            case HistoryKind.ExecutionStarted:
                return shown with { Name = row.Name, Input = Payload.Text(row.Input) };
            case HistoryKind.EventRaised:
                return shown with { Input = Payload.Text(record.Payload) };
            case HistoryKind.TimerCreated or HistoryKind.TimerFired:
                return shown with { FireAt = InstanceRow.Time(record.FireAt) };
            case HistoryKind.ExecutionCompleted:
                return shown with { RuntimeStatus = record.Status, Result = Payload.Text(row.Output), Failure = row.Failure };
            case HistoryKind.TaskCompleted or HistoryKind.TaskFailed or HistoryKind.SubOrchestrationInstanceCompleted
                or HistoryKind.SubOrchestrationInstanceFailed when scheduled.TryGetValue(record.Id, out var call):
                return shown with
                {
                    Name = call.Record.Name,
                    InstanceId = call.Record.ChildId,
                    ScheduledTime = InstanceRow.Time(call.Time),
                    Result = Payload.Text(record.Payload),
                };
            default:
                return shown;
        }
    }
}

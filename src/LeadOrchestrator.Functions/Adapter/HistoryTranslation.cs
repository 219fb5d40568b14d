using DurableTask.Core.History;
using LeadOrchestrator.Durability;
using CoreFailure = DurableTask.Core.FailureDetails;
using CoreStatus = DurableTask.Core.OrchestrationStatus;
using HistoryEvent = LeadOrchestrator.Durability.HistoryEvent;
using NativeEvent = DurableTask.Core.History.HistoryEvent;

namespace LeadOrchestrator.Functions.Adapter;

/// <summary>Durable Task's history as the port's.</summary>
internal static class HistoryTranslation
{
    public static IReadOnlyList<HistoryEvent> ToPort(IEnumerable<NativeEvent> history)
    {
        var scheduled = new Dictionary<int, HistoryEvent>();
        var events = new List<HistoryEvent>();
        foreach (var native in history)
        {
            // Marks of the turns themselves; the port's history tells what happened, not in how many turns.
            if (native is OrchestratorStartedEvent or OrchestratorCompletedEvent or HistoryStateEvent) continue;
            var shown = Show(native, scheduled);
            if (native is TaskScheduledEvent or SubOrchestrationInstanceCreatedEvent) scheduled[native.EventId] = shown;
            events.Add(shown);
        }

        return events;
    }

    private static HistoryEvent Show(NativeEvent native, Dictionary<int, HistoryEvent> scheduled)
    {
        var shown = new HistoryEvent(native.EventType.ToString(), Utc(native.Timestamp), native.EventId);
        return native switch
        {
            ExecutionStartedEvent e => shown with { Name = e.Name, Input = e.Input },
            TaskScheduledEvent e => shown with { Name = e.Name, Input = e.Input },
            TaskCompletedEvent e => Answer(shown, e.TaskScheduledId, scheduled) with { Result = e.Result },
            TaskFailedEvent e => Answer(shown, e.TaskScheduledId, scheduled) with { Failure = Failure(e.FailureDetails, e.Reason) },
            SubOrchestrationInstanceCreatedEvent e => shown with { Name = e.Name, Input = e.Input, InstanceId = e.InstanceId },
            SubOrchestrationInstanceCompletedEvent e => Answer(shown, e.TaskScheduledId, scheduled) with { Result = e.Result },
            SubOrchestrationInstanceFailedEvent e => Answer(shown, e.TaskScheduledId, scheduled) with { Failure = Failure(e.FailureDetails, e.Reason) },
            TimerCreatedEvent e => shown with { FireAt = Utc(e.FireAt) },
            TimerFiredEvent e => shown with { EventId = e.TimerId, FireAt = Utc(e.FireAt) },
            EventRaisedEvent e => shown with { Name = e.Name, Input = e.Input },
            ExecutionSuspendedEvent e => shown with { Reason = e.Reason },
            ExecutionResumedEvent e => shown with { Reason = e.Reason },
            ExecutionRewoundEvent e => shown with { Reason = e.Reason },
            ExecutionTerminatedEvent e => shown with { Reason = e.Input },
            ExecutionCompletedEvent e => shown with
            {
                RuntimeStatus = Status(e.OrchestrationStatus),
                Result = e.Result,
                Failure = e.FailureDetails is null ? null : Failure(e.FailureDetails, e.Result),
            },
            _ => shown,
        };
    }

    private static HistoryEvent Answer(HistoryEvent shown, int scheduledId, Dictionary<int, HistoryEvent> scheduled) =>
        scheduled.TryGetValue(scheduledId, out var call)
            ? shown with { EventId = scheduledId, Name = call.Name, InstanceId = call.InstanceId, ScheduledTime = call.Timestamp }
            : shown with { EventId = scheduledId };

    private static FailureDetails Failure(CoreFailure? failure, string? reason) => failure is null
        ? new("(unknown)", reason ?? "")
        : new(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure is { } inner ? Failure(inner, reason: null) : null);

    private static RuntimeStatus Status(CoreStatus status) =>
        Enum.TryParse<RuntimeStatus>(status.ToString(), out var known) ? known : RuntimeStatus.Running;

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}

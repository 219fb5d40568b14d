namespace LeadOrchestrator.Durability;

/// <summary>
/// One recorded event of an instance, as a status query shows it. <see cref="EventType"/> holds Durable Task's event
/// names: <c>ExecutionStarted</c>, <c>TaskScheduled</c>, <c>TaskCompleted</c>, <c>TaskFailed</c>,
/// <c>SubOrchestrationInstanceCreated</c>, <c>SubOrchestrationInstanceCompleted</c>, <c>SubOrchestrationInstanceFailed</c>,
/// <c>TimerCreated</c>, <c>TimerFired</c>, <c>EventRaised</c>, <c>ExecutionSuspended</c>, <c>ExecutionResumed</c>,
/// <c>ExecutionTerminated</c>, <c>ExecutionRewound</c>, <c>ExecutionCompleted</c>.
/// </summary>
/// <param name="EventType">What happened.</param>
/// <param name="Timestamp">When it was recorded.</param>
/// <param name="EventId">The sequence number of the task or timer that the event creates or answers; −1 where it has none.</param>
/// <param name="Name">The orchestration's, activity's or event's name.</param>
/// <param name="Input">Input as JSON: of the start, or of a raised event.</param>
/// <param name="Result">Result as JSON.</param>
/// <param name="Reason">Why it was suspended, resumed, terminated or rewound.</param>
/// <param name="FireAt">When a timer is due.</param>
/// <param name="ScheduledTime">When the task that this event answers was scheduled.</param>
/// <param name="RuntimeStatus">The status with which the execution completed.</param>
/// <param name="Failure">What failed.</param>
/// <param name="InstanceId">The sub-orchestration's instance id.</param>
public sealed record HistoryEvent(
    string EventType,
    DateTimeOffset Timestamp,
    int EventId = -1,
    string? Name = null,
    string? Input = null,
    string? Result = null,
    string? Reason = null,
    DateTimeOffset? FireAt = null,
    DateTimeOffset? ScheduledTime = null,
    RuntimeStatus? RuntimeStatus = null,
    FailureDetails? Failure = null,
    string? InstanceId = null);

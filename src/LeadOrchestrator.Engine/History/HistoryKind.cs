namespace LeadOrchestrator.Engine.History;

/// <summary>What a record says. The numbers are on disk: add, never change.</summary>
internal enum HistoryKind : byte
{
    ExecutionStarted = 1,
    TaskScheduled = 2,
    TaskCompleted = 3,
    TaskFailed = 4,
    SubOrchestrationInstanceCreated = 5,
    SubOrchestrationInstanceCompleted = 6,
    SubOrchestrationInstanceFailed = 7,
    TimerCreated = 8,
    TimerFired = 9,
    EventRaised = 10,
    ExecutionSuspended = 11,
    ExecutionResumed = 12,
    ExecutionTerminated = 13,
    ExecutionRewound = 14,
    ExecutionCompleted = 15,
    ContinuedAsNew = 16,
}

using DurableTask.Core.History;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using CoreFailure = DurableTask.Core.FailureDetails;
using CoreStatus = DurableTask.Core.OrchestrationStatus;

namespace LeadOrchestrator.Functions.Tests.Adapter;

public sealed class HistoryTranslationTests
{
    [Fact]
    public void ToPort_AWholeRun_TellsWhatHappenedByName()
    {
        var due = new DateTime(2026, 3, 31, 9, 30, 0, DateTimeKind.Utc);
        var events = HistoryTranslation.ToPort(
        [
            new OrchestratorStartedEvent(-1),
            new ExecutionStartedEvent(-1, "1") { Name = "Main" },
            new TaskScheduledEvent(0, "Score", null, "2"),
            new OrchestratorCompletedEvent(-1),
            new TaskCompletedEvent(-1, 0, "3"),
            new TaskScheduledEvent(1, "Assign", null, "4"),
            new TaskFailedEvent(-1, 1, "gone", null, new CoreFailure("System.TimeoutException", "slow", null, null, false)),
            new TimerCreatedEvent(2, due),
            new TimerFiredEvent(-1, due) { TimerId = 2 },
            new EventRaisedEvent(-1, "5") { Name = "Go" },
            new ExecutionCompletedEvent(3, "6", CoreStatus.Completed),
        ]);

        Assert.Equal(
            [
                ("ExecutionStarted", -1, "Main"), ("TaskScheduled", 0, "Score"), ("TaskCompleted", 0, "Score"), ("TaskScheduled", 1, "Assign"),
                ("TaskFailed", 1, "Assign"), ("TimerCreated", 2, null), ("TimerFired", 2, null), ("EventRaised", -1, "Go"), ("ExecutionCompleted", 3, null),
            ],
            events.Select(e => (e.EventType, e.EventId, e.Name)));
        Assert.Equal(("1", "3", "5", "6"), (events[0].Input, events[2].Result, events[7].Input, events[8].Result));
        Assert.Equal(new FailureDetails("System.TimeoutException", "slow"), events[4].Failure);
        Assert.Equal((new DateTimeOffset(due), RuntimeStatus.Completed), (events[5].FireAt, events[8].RuntimeStatus));
        Assert.Equal(events[1].Timestamp, events[2].ScheduledTime);
    }
}

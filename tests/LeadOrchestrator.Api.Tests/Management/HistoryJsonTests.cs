using LeadOrchestrator.Api.Management;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Api.Tests.Management;

public sealed class HistoryJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, """[{"EventType":"TaskCompleted","Timestamp":"2026-03-01T10:00:01Z","ScheduledTime":"2026-03-01T10:00:00+00:00","FunctionName":"Score"}]""")]
    [InlineData(true, """[{"EventType":"TaskCompleted","Result":{"a":1},"Timestamp":"2026-03-01T10:00:01Z","ScheduledTime":"2026-03-01T10:00:00+00:00","FunctionName":"Score"}]""")]
    public void Write_ATaskThatCompleted_SwallowsItsScheduling(bool showOutput, string expected) => AssertWritten(
        expected, showOutput,
        new("TaskScheduled", At, 0, "Score"),
        new("TaskCompleted", At.AddSeconds(1), 0, Result: """{"a":1}"""));

    [Fact]
    public void Write_ATaskOnItsWay_ShowsItsScheduling() => AssertWritten(
        """[{"EventType":"TaskScheduled","Name":"Score","Timestamp":"2026-03-01T10:00:00Z"}]""", false, new HistoryEvent("TaskScheduled", At, 0, "Score"));

    [Fact]
    public void Write_ATimerThatFired_SwallowsItsCreation() => AssertWritten(
        """[{"EventType":"TimerFired","FireAt":"2026-03-01T10:00:05Z","Timestamp":"2026-03-01T10:00:05.1234567Z"}]""", false,
        new("TimerCreated", At, 3, FireAt: At.AddSeconds(5)),
        new("TimerFired", At.AddTicks(51_234_567), 3, FireAt: At.AddSeconds(5)));

    [Fact]
    public void Write_ATermination_TellsItsReason() => AssertWritten(
        """[{"EventType":"ExecutionTerminated","Input":"enough","Timestamp":"2026-03-01T10:00:00Z"}]""", false,
        new HistoryEvent("ExecutionTerminated", At, Reason: "enough"));

    private static void AssertWritten(string expected, bool showOutput, params HistoryEvent[] history) =>
        Assert.Equal(expected, HistoryJson.Write(history, showOutput).ToJsonString(ManagementJson.Options));
}

using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Orchestration.Tests;

public sealed class ResponseWatchTests
{
    private static readonly ResponseWatchRun Run = new(
        "lead-1", Given.Lead, Given.Score, Given.FollowUp, Given.AssignedTo("ann"), Given.Start, Given.Start, TimeSpan.FromHours(1),
        new WatchPolicy(0.5, 1, TimeSpan.FromDays(30)), Earlier: [], new RetryPolicy(3, TimeSpan.FromSeconds(1)));

    private readonly FakeOrchestrationHost _host = new();

    [Fact]
    public async Task RunAsync_RespondedInTime_RecordsItAndTellsNobody()
    {
        var watch = ResponseWatch.RunAsync(_host, Run);
        _host.Advance(TimeSpan.FromMinutes(10));
        _host.Raise("responded", new RespondedEvent(By: "ann"));

        var record = (ResponseRecord)_host.Expect("RecordResponse").Input!;
        Assert.Equal(new ResponseRecord("lead-1", "ann", Given.Start, Given.Start.AddMinutes(10)), record);
        _host.Expect("RecordResponse").Complete(true);
        Assert.Equal(new WatchOutcome("Responded", "ann", Given.Start.AddMinutes(10)), await watch);
        Assert.Equal(0, _host.PendingTimers);
        Assert.Single(_host.Calls);
    }

    [Fact]
    public void RunAsync_HalfTheTimeIsGone_RemindsTheRepOnce()
    {
        _ = ResponseWatch.RunAsync(_host, Run);
        _host.Advance(TimeSpan.FromMinutes(29));
        Assert.Empty(_host.Calls);

        _host.Advance(TimeSpan.FromMinutes(1));

        var notice = (WatchNotice)_host.Expect("SendWatchNotice").Input!;
        Assert.Equal(new WatchNotice("lead-1:reminder:0", "lead-1", "ann", "reminder", Given.Start.AddHours(1)), notice);
    }

    [Fact]
    public async Task RunAsync_TimeIsUp_ReassignsWithoutTheEarlierRepAndWatchesAnew()
    {
        var watch = ResponseWatch.RunAsync(_host, Run);
        PassReminder();

        var request = (ReassignRequest)_host.Expect("ReassignRep").Input!;
        Assert.Equal(["ann"], request.Excluded);
        Assert.Equal(1, request.Round);
        _host.Expect("ReassignRep").Complete(Given.AssignedTo("bob"));
        Assert.Equal(("reassigned", "bob"), Notice());
        _host.Expect("SendWatchNotice").Complete(true);

        Assert.Equal("Reassigned", (await watch).Result);
        var next = Assert.IsType<ResponseWatchRun>(_host.ContinuedAsNewWith);
        Assert.Equal(("bob", Given.Start.AddHours(1), Given.Start), (next.Assignment.RepId, next.AssignedAt, next.FirstAssignedAt));
        Assert.Equal(["ann"], next.Earlier);
    }

    [Theory]
    [InlineData("ReassignRep")]
    [InlineData("SendWatchNotice")]
    public async Task RunAsync_RespondedWhileTheLeadIsReassigned_RecordsItAndWatchesNoFurther(string during)
    {
        var watch = ResponseWatch.RunAsync(_host, Run);
        PassReminder();
        if (during == "ReassignRep") _host.Raise("Responded", new RespondedEvent(By: "ann"));
        _host.Expect("ReassignRep").Complete(Given.AssignedTo("bob"));
        if (during == "SendWatchNotice") _host.Raise("Responded", new RespondedEvent(By: "ann"));
        _host.Expect("SendWatchNotice").Complete(true);

        Assert.Equal(new ResponseRecord("lead-1", "ann", Given.Start, Given.Start.AddHours(1)), _host.Expect("RecordResponse").Input);
        _host.Expect("RecordResponse").Complete(true);

        Assert.Equal(new WatchOutcome("RespondedLate", "ann", Given.Start.AddHours(1)), await watch);
        Assert.Null(_host.ContinuedAsNewWith);
        Assert.Equal(0, _host.PendingTimers);
    }

    [Fact]
    public async Task RunAsync_NobodyElseIsFree_EscalatesAndStillRecordsALateResponse()
    {
        var watch = ResponseWatch.RunAsync(_host, Run);
        PassReminder();
        _host.Expect("ReassignRep").Complete(Given.Queued());
        Assert.Equal(("escalation", "ann"), Notice());
        _host.Expect("SendWatchNotice").Complete(true);

        _host.Advance(TimeSpan.FromDays(3));
        _host.Raise("Responded", null);
        _host.Expect("RecordResponse").Complete(true);

        Assert.Equal("RespondedLate", (await watch).Result);
    }

    [Fact]
    public async Task RunAsync_ReassignedAsOftenAsAllowed_EscalatesAndGivesUp()
    {
        var watch = ResponseWatch.RunAsync(_host, Run with { Earlier = ["zoe"] });
        PassReminder();
        Assert.DoesNotContain(_host.Calls, call => call.Activity == "ReassignRep");
        _host.Expect("SendWatchNotice").Complete(true);

        _host.Advance(TimeSpan.FromDays(30));

        Assert.Equal(new WatchOutcome("NoResponse", "ann", null), await watch);
    }

    private void PassReminder()
    {
        _host.Advance(TimeSpan.FromMinutes(30));
        _host.Expect("SendWatchNotice").Complete(true);
        _host.Advance(TimeSpan.FromMinutes(30));
    }

    private (string Kind, string? RepId) Notice()
    {
        var notice = (WatchNotice)_host.Expect("SendWatchNotice").Input!;
        return (notice.Kind, notice.RepId);
    }
}

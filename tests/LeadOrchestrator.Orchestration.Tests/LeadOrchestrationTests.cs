using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Orchestration.Tests;

public sealed class LeadOrchestrationTests
{
    private readonly FakeOrchestrationHost _host = new();

    [Fact]
    public async Task RunAsync_Decisions_WaitForEachOtherInOrder()
    {
        var outcome = LeadOrchestration.RunAsync(_host, Given.Run());

        Assert.Equal(["ScoreLead"], _host.Open.Select(call => call.Activity));
        _host.Expect("ScoreLead").Complete(Given.Timed(Given.Score));
        Assert.Equal(["DecideFollowUp"], _host.Open.Select(call => call.Activity));
        _host.Expect("DecideFollowUp").Complete(Given.Timed(Given.FollowUp));
        Assert.Equal(["AssignRep"], _host.Open.Select(call => call.Activity));
        _host.Expect("AssignRep").Complete(Given.Timed(Given.AssignedTo("ann")));
        Assert.Equal(["UpdateCrm", "NotifySales", "LogEvent"], _host.Open.Select(call => call.Activity));

        CompleteAllEffects();
        var result = await outcome;
        Assert.Equal(Given.Score, result.Score);
        Assert.Equal(Given.FollowUp, result.FollowUp);
        Assert.Equal("ann", result.Assignment!.RepId);
        Assert.All(result.Effects, effect => Assert.Equal(EffectStatus.Done, effect.Status));
        Assert.Empty(result.Parked);
    }

    [Fact]
    public void RunAsync_Decisions_GetTheResultsOfThoseBefore()
    {
        _ = LeadOrchestration.RunAsync(_host, Given.Run());
        Decide();

        Assert.Equal(Given.Score, Assert.IsType<FollowUpRequest>(_host.Calls[1].Input).Score);
        var assign = Assert.IsType<AssignRequest>(_host.Calls[2].Input);
        Assert.Equal((Given.Score, Given.FollowUp, Given.Rules), (assign.Score, assign.FollowUp, assign.Rules));
    }

    [Fact]
    public void RunAsync_TwoTargetsOfAKind_AreTwoBranchesWithKeysOfTheirOwn()
    {
        _ = LeadOrchestration.RunAsync(_host, Given.Run(Given.Crm, Given.Inbox, Given.Chat, Given.Log));
        Decide();

        Assert.Equal(
            ["lead-1:crm:leadBook", "lead-1:notify:inbox", "lead-1:notify:chat", "lead-1:log:eventLog"],
            _host.Open.Select(call => ((EffectRequest)call.Input!).Key));
    }

    [Fact]
    public async Task RunAsync_Sequential_StartsAnEffectWhenTheOneBeforeIsDone()
    {
        var outcome = LeadOrchestration.RunAsync(_host, Given.Run() with { Execution = ExecutionMode.Sequential });
        Decide();

        Assert.Equal(["UpdateCrm"], _host.Open.Select(call => call.Activity));
        _host.Expect("UpdateCrm").Complete(Given.Receipt());
        Assert.Equal(["NotifySales"], _host.Open.Select(call => call.Activity));
        _host.Expect("NotifySales").Complete(Given.Receipt());
        _host.Expect("LogEvent").Complete(Given.Receipt());

        Assert.Equal(ExecutionMode.Sequential, (await outcome).Execution);
    }

    [Fact]
    public async Task RunAsync_AnEffectFails_OthersFinishAndOnlyItIsParkedAndRepeated()
    {
        var outcome = LeadOrchestration.RunAsync(_host, Given.Run());
        Decide();
        _host.Expect("NotifySales").Fail("connection refused");
        _host.Expect("UpdateCrm").Complete(Given.Receipt());
        Assert.Empty(_host.CustomStatuses);
        _host.Expect("LogEvent").Complete(Given.Receipt());

        var parked = Assert.IsType<LeadProgress>(Assert.Single(_host.CustomStatuses));
        Assert.Equal("Parked", parked.Stage);
        Assert.Equal(Given.Start.AddDays(7), parked.Until);
        Assert.Equal(new ParkedStep("NotifySales:inbox", "connection refused", Given.Start), Assert.Single(parked.Outcome.Parked));
        Assert.Equal(EffectStatus.Parked, parked.Outcome.Effects.Single(effect => effect.Target == "inbox").Status);
        Assert.NotNull(parked.Outcome.Assignment);
        Assert.False(outcome.IsCompleted);

        _host.Raise(LeadOrchestration.RedriveEvent, new RedriveRequest());
        Assert.Equal(["NotifySales"], _host.Open.Select(call => call.Activity));
        _host.Expect("NotifySales").Complete(Given.Receipt());

        var result = await outcome;
        Assert.Equal(3, result.Effects.Count(effect => effect.Status == EffectStatus.Done));
        Assert.Equal(5, result.Timeline.Steps.Single(step => step.Key == "NotifySales:inbox").Attempts);
        Assert.Equal(0, _host.PendingTimers);
        Assert.Null(_host.CustomStatuses[^1]);
    }

    [Fact]
    public void RunAsync_RedriveOfOneStep_LeavesTheOthersParked()
    {
        var outcome = LeadOrchestration.RunAsync(_host, Given.Run());
        Decide();
        foreach (var call in _host.Open.ToList()) call.Fail("down");

        _host.Raise(LeadOrchestration.RedriveEvent, new RedriveRequest("LogEvent:eventLog"));
        _host.Expect("LogEvent").Complete(Given.Receipt());

        Assert.Empty(_host.Open);
        Assert.False(outcome.IsCompleted);
        var parked = Assert.IsType<LeadProgress>(_host.CustomStatuses[^1]);
        Assert.Equal(["UpdateCrm:leadBook", "NotifySales:inbox"], parked.Outcome.Parked.Select(step => step.Step));
    }

    [Fact]
    public void RunAsync_RedriveOfAStepThatIsNotParked_KeepsWaitingUntilTheSameTime()
    {
        var outcome = LeadOrchestration.RunAsync(_host, Given.Run(Given.Log));
        Decide();
        _host.Expect("LogEvent").Fail("down");
        _host.Advance(TimeSpan.FromDays(6));

        _host.Raise(LeadOrchestration.RedriveEvent, new RedriveRequest("UpdateCrm:leadBook"));
        Assert.Empty(_host.Open);
        Assert.False(outcome.IsCompleted);

        _host.Advance(TimeSpan.FromDays(1));
        Assert.True(outcome.IsFaulted);
    }

    [Fact]
    public async Task RunAsync_ParkedTooLong_FailsAndNamesWhatWasParked()
    {
        var outcome = LeadOrchestration.RunAsync(_host, Given.Run(Given.Log));
        Decide();
        _host.Expect("LogEvent").Fail("disk full");

        _host.Advance(TimeSpan.FromDays(7));

        var exception = await Assert.ThrowsAsync<ParkedTooLongException>(() => outcome);
        Assert.Contains("LogEvent:eventLog: disk full", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ADecisionFails_IsParkedToo()
    {
        var outcome = LeadOrchestration.RunAsync(_host, Given.Run());
        _host.Expect("ScoreLead").Complete(Given.Timed(Given.Score));
        _host.Expect("DecideFollowUp").Complete(Given.Timed(Given.FollowUp));
        _host.Expect("AssignRep").Fail("ledger locked");

        var parked = Assert.IsType<LeadProgress>(_host.CustomStatuses[^1]);
        Assert.Equal("AssignRep", Assert.Single(parked.Outcome.Parked).Step);
        Assert.Equal(Given.Score, parked.Outcome.Score);
        Assert.Null(parked.Outcome.Assignment);

        _host.Raise(LeadOrchestration.RedriveEvent, null);
        _host.Expect("AssignRep").Complete(Given.Timed(Given.AssignedTo("ann")));
        CompleteAllEffects();
        Assert.Equal("ann", (await outcome).Assignment!.RepId);
    }

    [Fact]
    public async Task RunAsync_APermanentFailure_IsNotRetried()
    {
        var outcome = LeadOrchestration.RunAsync(_host, Given.Run(Given.Log));
        Decide();

        _host.Expect("LogEvent").Fail("400 Bad Request", typeof(Durability.PermanentFailureException).FullName!);

        var parked = Assert.IsType<LeadProgress>(_host.CustomStatuses[^1]);
        Assert.Equal(1, parked.Outcome.Timeline.Steps.Single(step => step.Name == "LogEvent").Attempts);
        _host.Raise(LeadOrchestration.RedriveEvent, null);
        _host.Expect("LogEvent").Complete(Given.Receipt());
        Assert.Equal(2, (await outcome).Timeline.Steps.Single(step => step.Name == "LogEvent").Attempts);
    }

    [Fact]
    public async Task RunAsync_Timeline_HasTheActivitiesOwnTimesAndTheirNeeds()
    {
        var outcome = LeadOrchestration.RunAsync(_host, Given.Run(Given.Crm, Given.Log));
        _host.Expect("ScoreLead").CompleteAfterFailures(2, Given.Timed(Given.Score, 1, 11));
        _host.Expect("DecideFollowUp").Complete(Given.Timed(Given.FollowUp, 11, 21));
        _host.Expect("AssignRep").Complete(Given.Timed(Given.AssignedTo("ann"), 21, 31));
        _host.Expect("UpdateCrm").Complete(Given.Receipt(31, 131));
        _host.Expect("LogEvent").Complete(Given.Receipt(32, 92));

        var timeline = (await outcome).Timeline;
        Assert.Equal(["ScoreLead", "DecideFollowUp", "AssignRep", "UpdateCrm:leadBook", "LogEvent:eventLog"], timeline.Steps.Select(step => step.Key));
        Assert.Equal([[], ["ScoreLead"], ["DecideFollowUp"], ["AssignRep"], ["AssignRep"]], timeline.Steps.Select(step => step.Needs.ToArray()));
        Assert.Equal(3, timeline.Steps[0].Attempts);
        Assert.Equal((Given.Start.AddMilliseconds(31), Given.Start.AddMilliseconds(131)), (timeline.Steps[3].StartedAt, timeline.Steps[3].EndedAt));
        Assert.Equal(Given.Start.AddMilliseconds(131), timeline.EndedAt);
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(false, true, 0)]
    [InlineData(true, false, 0)]
    public void RunAsync_AResponseIsDue_StartsTheWatchBesideTheEffects(bool policy, bool assigned, int watches)
    {
        var watch = policy ? new WatchPolicy(0.5, 2, TimeSpan.FromDays(30)) : null;
        _ = LeadOrchestration.RunAsync(_host, Given.Run() with { WatchResponse = watch });
        Decide(assigned ? Given.AssignedTo("ann") : Given.Queued());

        Assert.Equal(3 + watches, _host.Open.Count());
        Assert.Equal(watches, _host.Open.Count(call => call.Activity == "StartResponseWatch"));
        if (watches == 1) Assert.Equal(TimeSpan.FromHours(1), ((ResponseWatchRun)_host.Expect("StartResponseWatch").Input!).RespondWithin);
    }

    private void Decide(Assignment? assignment = null)
    {
        _host.Expect("ScoreLead").Complete(Given.Timed(Given.Score));
        _host.Expect("DecideFollowUp").Complete(Given.Timed(Given.FollowUp));
        _host.Expect("AssignRep").Complete(Given.Timed(assignment ?? Given.AssignedTo("ann")));
    }

    private void CompleteAllEffects()
    {
        foreach (var call in _host.Open.ToList()) call.Complete(Given.Receipt());
    }
}

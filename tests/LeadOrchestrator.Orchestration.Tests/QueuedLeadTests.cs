using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Orchestration.Tests;

public sealed class QueuedLeadTests
{
    private readonly FakeOrchestrationHost _host = new();

    [Fact]
    public async Task RunAsync_StillNobody_TellsNobody()
    {
        var routed = QueuedLead.RunAsync(_host, Queued());
        Assert.Equal(2, ((ReassignRequest)_host.Expect("ReassignRep").Input!).Round);
        _host.Expect("ReassignRep").Complete(Given.Queued());

        Assert.Null((await routed).RepId);
        Assert.Single(_host.Calls);
    }

    [Fact]
    public async Task RunAsync_SomebodyIsFree_BringsEverybodyUpToDateAtOnceUnderKeysOfTheRound()
    {
        var routed = QueuedLead.RunAsync(_host, Queued());
        _host.Expect("ReassignRep").Complete(Given.AssignedTo("bob"));

        Assert.Equal(["UpdateCrm", "NotifySales", "LogEvent", "StartResponseWatch"], _host.Open.Select(call => call.Activity));
        Assert.Equal("lead-1:notify:inbox:2", ((EffectRequest)_host.Expect("NotifySales").Input!).Key);
        _host.Expect("StartResponseWatch").Complete(Given.Timed(true));
        foreach (var effect in _host.Open.ToList()) effect.Complete(Given.Receipt());

        Assert.Equal("bob", (await routed).RepId);
    }

    [Fact]
    public async Task RunAsync_TheRoundWasDecidedBefore_RepeatsNothing()
    {
        var routed = QueuedLead.RunAsync(_host, Queued() with { FoundAt = Given.Start.AddHours(1) });
        _host.Expect("ReassignRep").Complete(Given.AssignedTo("bob"));

        Assert.Equal("bob", (await routed).RepId);
        Assert.Single(_host.Calls);
    }

    [Fact]
    public async Task RunAsync_APermanentFailure_FailsWithoutRetries()
    {
        var routed = QueuedLead.RunAsync(_host, Queued());
        _host.Expect("ReassignRep").Fail("no such rules", typeof(PermanentFailureException).FullName!);

        await Assert.ThrowsAsync<ActivityFailedException>(() => routed);
    }

    private static QueuedLeadRun Queued() => new(
        Given.Run() with { WatchResponse = new WatchPolicy(0.5, 1, TimeSpan.FromDays(30)) }, Given.Score, Given.FollowUp, Round: 2, Given.Rules, Given.Start);
}

using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Storage.Tests.Contract;

public abstract class AssignmentLedgerContract : StoreContract
{
    private static readonly RuleSet TwoInTurn = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 1), (Sample.Rep("bert"), 1));
    private static readonly RuleSet OneADay = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna", dailyCap: 1), 1));

    private IAssignmentLedger Ledger => Stores.Ledger;

    [Fact]
    public async Task AssignAsync_AskedTwice_GivesTheSameAndCountsOnce()
    {
        var first = await Ledger.AssignAsync("a", TwoInTurn);
        var second = await Ledger.AssignAsync("a", TwoInTurn, at: Sample.Now.AddMinutes(1));

        Assert.Equal(AssignmentOutcome.Assigned, first.Outcome);
        Assert.Equal((first.RepId, first.Reason, first.DecidedAt), (second.RepId, second.Reason, second.DecidedAt));
        Assert.Equal([new RepDayCount(first.RepId!, Sample.Today, 1)], await Ledger.CountsAsync(Sample.Today, Sample.Today));
        Assert.Equal(1, (await Ledger.LoadOfAsync(first.RepId!, TwoInTurn)).Open);
    }

    [Fact]
    public async Task AssignAsync_AfterReopen_GoesOnWhereItStood()
    {
        var first = await Ledger.AssignAsync("a", TwoInTurn);
        await ReopenAsync();

        var again = await Ledger.AssignAsync("a", TwoInTurn);
        var second = await Ledger.AssignAsync("b", TwoInTurn);

        Assert.Equal(first.RepId, again.RepId);
        Assert.NotEqual(first.RepId, second.RepId); // the round robin has not begun anew
        Assert.Equal(first.Candidates, again.Candidates);
    }

    [Fact]
    public async Task AssignAsync_Facts_HoldCountsRoundRobinAndTime()
    {
        await Ledger.AssignAsync("a", TwoInTurn);
        RoutingFacts? seen = null;
        await Ledger.AssignAsync(
            Sample.Request("b", TwoInTurn, at: Sample.Now.AddMinutes(1), excluded: "carl"), facts => Sample.Decide("b", TwoInTurn, seen = facts));

        Assert.Equal(new RepLoad(1, 1, Sample.Now), seen!.Loads["anna"]);
        Assert.False(seen.Loads.ContainsKey("bert"));
        Assert.Equal(Sample.Now.AddMinutes(1), seen.Now);
        Assert.Equal(-1, seen.RoundRobin["sales"].CurrentWeights["anna"]);
        Assert.Contains("carl", seen.Excluded);
    }

    [Fact]
    public async Task AssignAsync_NextDay_CountsAnew()
    {
        await Ledger.AssignAsync("a", OneADay);
        Assert.Equal(AssignmentOutcome.Queued, (await Ledger.AssignAsync("b", OneADay)).Outcome);
        Assert.Equal(AssignmentOutcome.Assigned, (await Ledger.AssignAsync("c", OneADay, at: Sample.Now.AddDays(1))).Outcome);

        Assert.Equal(
            [new RepDayCount("anna", Sample.Today, 1), new RepDayCount("anna", Sample.Today.AddDays(1), 1)],
            await Ledger.CountsAsync(Sample.Today.AddDays(-1), Sample.Today.AddDays(1)));
        Assert.Empty(await Ledger.CountsAsync(Sample.Today.AddDays(2), Sample.Today.AddDays(3)));
    }

    [Fact]
    public async Task AssignAsync_QueuedAskedAgain_IsDecidedAnewAndLeavesTheQueue()
    {
        await Ledger.AssignAsync("a", OneADay);
        await Ledger.AssignAsync("b", OneADay);
        Assert.Equal(["b"], (await Ledger.ListQueuedAsync(10)).Items.Select(queued => queued.LeadId));

        var swept = await Ledger.AssignAsync("b", OneADay, at: Sample.Now.AddDays(1));
        var asked = await Ledger.AssignAsync("b", OneADay, at: Sample.Now.AddDays(2));

        Assert.Equal("anna", swept.RepId);
        Assert.Equal(swept.DecidedAt, asked.DecidedAt);
        Assert.Empty((await Ledger.ListQueuedAsync(10)).Items);
        Assert.Equal("anna", (await Ledger.FindAsync("b"))!.RepId);
    }

    [Fact]
    public async Task AssignAsync_QueuedAskedInALaterRound_LeavesTheQueueOnce()
    {
        await Ledger.AssignAsync("a", OneADay);
        await Ledger.AssignAsync("b", OneADay);
        await Ledger.AssignAsync("b", OneADay, round: 1);
        Assert.Single((await Ledger.ListQueuedAsync(10)).Items);

        await Ledger.AssignAsync("b", OneADay, round: 2, at: Sample.Now.AddDays(1));
        await Ledger.AssignAsync("b", OneADay, round: 0, at: Sample.Now.AddDays(2)); // an old question that comes late

        Assert.Empty((await Ledger.ListQueuedAsync(10)).Items);
        Assert.Equal(2, (await Ledger.LoadOfAsync("anna", OneADay)).Open);
    }

    [Fact]
    public async Task AssignAsync_QueuedForAnotherReason_TellsTheNewOneAndKeepsItsPlace()
    {
        var none = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna") with { Active = false }, 1));
        await Ledger.AssignAsync("first", none);
        await Ledger.AssignAsync("second", none, at: Sample.Now.AddMinutes(1));

        var capped = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna", openCap: 0), 1));
        await Ledger.AssignAsync("first", capped, at: Sample.Now.AddMinutes(2));

        var queue = (await Ledger.ListQueuedAsync(10)).Items;
        Assert.Equal(["first", "second"], queue.Select(queued => queued.LeadId));
        Assert.Equal(["openCap", "inactive"], queue.Select(queued => queued.Candidates.Single().Code));
    }

    [Fact]
    public async Task AssignAsync_LaterRound_MovesTheLead()
    {
        var first = await Ledger.AssignAsync("a", TwoInTurn);
        var second = await Ledger.AssignAsync("a", TwoInTurn, round: 1, excluded: first.RepId!);

        Assert.Equal(("anna", "bert"), (first.RepId, second.RepId));
        Assert.Equal("bert", (await Ledger.FindAsync("a"))!.RepId);
        Assert.Equal(new RepLoad(1, 0, Sample.Now), await Ledger.LoadOfAsync("anna", TwoInTurn)); // was given it today, has it no more
        Assert.Equal(new RepLoad(1, 1, Sample.Now), await Ledger.LoadOfAsync("bert", TwoInTurn));
        Assert.Equal("anna", (await Ledger.AssignAsync("a", TwoInTurn)).RepId); // round 0, as it was decided then
    }

    [Fact]
    public async Task AssignAsync_LaterRoundWithNobodyLeft_RepKeepsTheLead()
    {
        await Ledger.AssignAsync("a", OneADay);

        var queued = await Ledger.AssignAsync("a", OneADay, round: 1, excluded: "anna");

        Assert.Equal(AssignmentOutcome.Queued, queued.Outcome);
        Assert.Equal("anna", (await Ledger.FindAsync("a"))!.RepId);
        Assert.Empty((await Ledger.ListQueuedAsync(10)).Items);
        Assert.Equal(1, (await Ledger.LoadOfAsync("anna", OneADay)).Open);
    }

    [Fact]
    public async Task AssignAsync_SamePersonAgain_KnowsTheOwner()
    {
        var sticky = Sample.Rules(RoutingStrategy.Sticky, (Sample.Rep("anna"), 1), (Sample.Rep("bert"), 1));
        var first = await Ledger.AssignAsync("a", sticky, lead: Sample.Lead("ada@engines.example"));
        var colleague = await Ledger.AssignAsync("b", sticky, lead: Sample.Lead("bob@engines.example"));
        var stranger = await Ledger.AssignAsync("c", sticky, lead: Sample.Lead("cem@other.example"));

        Assert.Equal((first.RepId, "sticky"), (colleague.RepId, colleague.Strategy));
        Assert.NotEqual(first.RepId, stranger.RepId);
    }

    [Fact]
    public async Task AssignAsync_OwnedThroughSeveralKeys_TheFirstKeyDecides()
    {
        var anna = Sample.Rules(RoutingStrategy.Sticky, (Sample.Rep("anna"), 1));
        var bert = Sample.Rules(RoutingStrategy.Sticky, (Sample.Rep("bert"), 1));
        await Ledger.AssignAsync("a", anna, lead: Sample.Lead("ada@engines.example"));
        await Ledger.AssignAsync("b", bert, at: Sample.Now.AddDays(1), lead: Sample.Lead("bob@engines.example"));

        var facts = await Ledger.ReadFactsAsync(Sample.Request("c", anna, lead: Sample.Lead("ada@engines.example")));

        Assert.Equal("anna", facts.ExistingOwner); // the person's rep, though the account's is newer
        Assert.Equal("bert", (await Ledger.ReadFactsAsync(Sample.Request("c", anna, lead: Sample.Lead("eve@engines.example")))).ExistingOwner);
    }

    [Fact]
    public async Task AssignAsync_DecisionThrows_ComesOutAndWritesNothing()
    {
        var thrown = await Assert.ThrowsAsync<TimeZoneNotFoundException>(
            () => Ledger.AssignAsync(Sample.Request("a", TwoInTurn), _ => throw new TimeZoneNotFoundException("Mars/Base")));

        Assert.Equal("Mars/Base", thrown.Message);
        Assert.Null(await Ledger.FindAsync("a"));
    }

    [Fact]
    public async Task AssignAsync_DecisionAboutAnotherLead_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Ledger.AssignAsync(Sample.Request("a", TwoInTurn), facts => Sample.Decide("b", TwoInTurn, facts)));

    [Fact]
    public async Task AssignAsync_Cancelled_WritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Ledger.AssignAsync(Sample.Request("a", TwoInTurn), facts => Sample.Decide("a", TwoInTurn, facts), new CancellationToken(true)));

        Assert.Null(await Ledger.FindAsync("a"));
    }

    [Fact]
    public async Task CloseAsync_Twice_CountsOnce()
    {
        await Ledger.AssignAsync("a", OneADay);

        Assert.True(await Ledger.CloseAsync("a"));
        Assert.False(await Ledger.CloseAsync("a"));
        Assert.False(await Ledger.CloseAsync("nobody"));

        Assert.Equal(new RepLoad(1, 0, Sample.Now), await Ledger.LoadOfAsync("anna", OneADay));
        Assert.Equal("anna", (await Ledger.FindAsync("a"))!.RepId);
    }

    [Fact]
    public async Task CloseAsync_ThenReassigned_IsNotTakenTwice()
    {
        await Ledger.AssignAsync("a", TwoInTurn);
        await Ledger.CloseAsync("a");

        await Ledger.AssignAsync("a", TwoInTurn, round: 1, excluded: "anna");

        Assert.Equal(0, (await Ledger.LoadOfAsync("anna", TwoInTurn)).Open);
        Assert.Equal(1, (await Ledger.LoadOfAsync("bert", TwoInTurn)).Open);
    }

    [Fact]
    public async Task ListQueuedAsync_PageByPage_GivesEachOnceLongestWaitingFirst()
    {
        var nobody = Sample.Rules(RoutingStrategy.WeightedRoundRobin);
        for (var i = 0; i < 7; i++) await Ledger.AssignAsync($"lead-{i}", nobody, at: Sample.Now.AddMinutes(i / 2));

        var queue = await ReadAllAsync(token => Ledger.ListQueuedAsync(2, token));

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"lead-{i}"), queue.Select(queued => queued.LeadId));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ledger.ListQueuedAsync(2, "rubbish"));
    }

    [Fact]
    public async Task EraseAsync_AssignedLead_ForgetsOwnerAndOpenButNotTheDay()
    {
        var lead = Sample.Lead("ada@engines.example");
        await Ledger.AssignAsync("a", OneADay, lead: lead);

        Assert.True(await Ledger.EraseAsync("a"));
        Assert.False(await Ledger.EraseAsync("a"));

        Assert.Null(await Ledger.FindAsync("a"));
        Assert.Null((await Ledger.ReadFactsAsync(Sample.Request("b", OneADay, lead: lead))).ExistingOwner);
        Assert.Equal(new RepLoad(1, 0, Sample.Now), await Ledger.LoadOfAsync("anna", OneADay));
    }

    [Fact]
    public async Task EraseAsync_OneLeadOfAPerson_OwnerStaysKnownByTheOther()
    {
        var lead = Sample.Lead("ada@engines.example");
        await Ledger.AssignAsync("a", TwoInTurn, lead: lead);
        await Ledger.AssignAsync("b", TwoInTurn, at: Sample.Now.AddMinutes(1), lead: lead);

        await Ledger.EraseAsync("b");

        Assert.Equal("anna", (await Ledger.ReadFactsAsync(Sample.Request("c", TwoInTurn, lead: lead))).ExistingOwner);
    }

    [Fact]
    public async Task EraseAsync_QueuedLead_LeavesTheQueue()
    {
        await Ledger.AssignAsync("a", Sample.Rules(RoutingStrategy.WeightedRoundRobin));

        Assert.True(await Ledger.EraseAsync("a"));

        Assert.Empty((await Ledger.ListQueuedAsync(10)).Items);
    }
}

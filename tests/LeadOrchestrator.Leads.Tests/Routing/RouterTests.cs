using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using static LeadOrchestrator.Leads.Tests.Routing.RoutingSample;

namespace LeadOrchestrator.Leads.Tests.Routing;

public sealed class RouterTests
{
    [Theory]
    [InlineData(FollowUpAction.Nurture)]
    [InlineData(FollowUpAction.Disqualify)]
    public void Assign_FollowUpWithoutPerson_NeedsNoRep(FollowUpAction action)
    {
        var decision = Route(OneTeam(RoutingStrategy.WeightedRoundRobin, ("anna", 1)), action: action);

        Assert.Equal((AssignmentOutcome.NotNeeded, null, null), (decision.Assignment.Outcome, decision.Assignment.RepId, decision.RoundRobin));
        Assert.Contains("needs no rep", decision.Assignment.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(95, "top", "anna")]
    [InlineData(60, "rest", "bert")]
    public void Assign_SeveralRules_TheFirstThatMatchesDecides(int score, string rule, string rep)
    {
        var rules = RuleSetOf(
            [new RoutingRule("top", new When(subject => subject.Score!.Value > 90 && subject.Now == Monday10), "a", null), new RoutingRule("rest", null, "b", null), new RoutingRule("never", null, "a", null)],
            [Team("a", RoutingStrategy.WeightedRoundRobin, null, ("anna", 1)), Team("b", RoutingStrategy.WeightedRoundRobin, null, ("bert", 1))],
            [Rep("anna"), Rep("bert")]);

        var assignment = Route(rules, score: score).Assignment;

        Assert.Equal((rule, rep), (assignment.Rule, assignment.RepId));
        Assert.Equal(TestVersion, assignment.Rules);
        Assert.Equal(Monday10, assignment.DecidedAt);
    }

    [Fact]
    public void Assign_NoRuleMatches_WaitsInTheHouseQueue()
    {
        var rules = RuleSetOf([new RoutingRule("never", new When(_ => false), "a", null)], [], []);

        var assignment = Route(rules).Assignment;

        Assert.Equal((AssignmentOutcome.Queued, "house", "none"), (assignment.Outcome, assignment.Team, assignment.Rule));
        Assert.Contains("No routing rule matches", assignment.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Assign_NobodyInTheTeam_AsksTheFallback()
    {
        var rules = RuleSetOf(
            [new RoutingRule("all", null, "a", null)],
            [Team("a", RoutingStrategy.WeightedRoundRobin, "b", ("anna", 1)), Team("b", RoutingStrategy.WeightedRoundRobin, null, ("bert", 1), ("carl", 1))],
            [Rep("anna") with { Active = false }, Rep("bert") with { DailyCap = 0 }, Rep("carl")]);

        var decision = Route(rules);

        Assert.Equal(("carl", "b", "b"), (decision.Assignment.RepId, decision.Assignment.Team, decision.RoundRobinTeam));
        Assert.Equal(
            [("anna", "a", "inactive"), ("bert", "b", "dailyCap"), ("carl", "b", "chosen")],
            decision.Assignment.Candidates.Select(candidate => (candidate.RepId, candidate.Team, candidate.Code)));
        Assert.Equal(
            "Rule 'all' sends it to team 'a', where nobody could take it (1 inactive). Its fallback is team 'b', where 1 of 2 could take it. CARL is next in turn.",
            decision.Assignment.Reason);
    }

    [Fact]
    public void Assign_TeamsWithNames_TheReasonSaysTheirNames()
    {
        var rules = RuleSetOf(
            [new RoutingRule("all", null, "a", null)],
            [Team("a", RoutingStrategy.WeightedRoundRobin, "b", ("anna", 1)) with { Name = "Europe" }, Team("b", RoutingStrategy.WeightedRoundRobin, null, ("bert", 1)) with { Name = "Night desk" }],
            [Rep("anna") with { Active = false }, Rep("bert")]);

        Assert.Equal(
            "Rule 'all' sends it to team 'Europe', where nobody could take it (1 inactive). Its fallback is team 'Night desk', where 1 of 1 could take it. BERT is next in turn.",
            Route(rules).Assignment.Reason);
    }

    [Fact]
    public void Assign_NobodyAnywhere_QueuesAndSaysWhyForEachTeam()
    {
        var rules = RuleSetOf(
            [new RoutingRule("all", null, "a", null)],
            [Team("a", RoutingStrategy.WeightedRoundRobin, "b", ("anna", 1), ("bert", 1), ("carl", 1)), Team("b", RoutingStrategy.WeightedRoundRobin, "empty"), Team("empty", RoutingStrategy.LeastLoaded, "gone")],
            [Rep("anna") with { Active = false }, Rep("bert") with { OpenCap = 0 }, Rep("carl") with { Active = false }]);

        var assignment = Route(rules).Assignment;

        Assert.Equal((AssignmentOutcome.Queued, "house", null), (assignment.Outcome, assignment.Team, assignment.RepId));
        Assert.Contains("team 'a', where nobody could take it (2 inactive, 1 openCap)", assignment.Reason, StringComparison.Ordinal);
        Assert.Contains("team 'empty', where nobody could take it (it has no members)", assignment.Reason, StringComparison.Ordinal);
        Assert.Contains("house queue 'house'", assignment.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Assign_FallbacksInACircle_EachIsAskedOnce()
    {
        var rules = RuleSetOf(
            [new RoutingRule("all", null, "a", null)],
            [Team("a", RoutingStrategy.WeightedRoundRobin, "b", ("anna", 1)), Team("b", RoutingStrategy.WeightedRoundRobin, "a", ("anna", 1))],
            [Rep("anna") with { Active = false }]);

        Assert.Equal(["a", "b"], Route(rules).Assignment.Candidates.Select(candidate => candidate.Team));
    }

    [Fact]
    public void Assign_RequirementsOfTheRule_HoldForTheFallbackToo()
    {
        var rules = RuleSetOf(
            [new RoutingRule("all", null, "a", new RoutingRequirements(["cloud"], false, false))],
            [Team("a", RoutingStrategy.WeightedRoundRobin, "b"), Team("b", RoutingStrategy.WeightedRoundRobin, null, ("anna", 1))], [Rep("anna")]);

        Assert.Equal("missingSkill", Route(rules).Assignment.Candidates.Single().Code);
    }

    [Fact]
    public void Assign_LeastLoaded_GoesByOpenForWeight()
    {
        var rules = OneTeam(RoutingStrategy.LeastLoaded, ("anna", 1), ("bert", 4));

        Assert.Equal("bert", Route(rules, Facts(loads: Loads(("anna", 0, 1, null), ("bert", 0, 3, null)))).Assignment.RepId);
        Assert.Equal("anna", Route(rules, Facts(loads: Loads(("anna", 0, 1, null), ("bert", 0, 5, null)))).Assignment.RepId);
    }

    [Fact]
    public void Assign_LeastLoadedTie_GoesToWhoWaitedLongestThenById()
    {
        var rules = OneTeam(RoutingStrategy.LeastLoaded, ("carl", 1), ("bert", 1), ("anna", 1));

        Assert.Equal("anna", Route(rules).Assignment.RepId);
        Assert.Equal("carl", Route(rules, Facts(loads: Loads(("anna", 1, 0, Monday10), ("bert", 1, 0, Monday10), ("carl", 1, 0, Monday10.AddHours(-1))))).Assignment.RepId);
        Assert.Equal("bert", Route(rules, Facts(loads: Loads(("anna", 1, 0, Monday10), ("carl", 1, 0, Monday10.AddHours(-1))))).Assignment.RepId); // never got one
    }

    [Fact]
    public void Assign_StickyWithOwner_KeepsTheOwnerAndTheTurn()
    {
        var decision = Route(OneTeam(RoutingStrategy.Sticky, ("anna", 1), ("bert", 1)), Facts(owner: "bert"));

        Assert.Equal(("bert", "sticky", null), (decision.Assignment.RepId, decision.Assignment.Strategy, decision.RoundRobin));
        Assert.Contains("BERT has this person or account already", decision.Assignment.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bert", "could not take it (excluded)")]
    [InlineData("zoe", "is not in this team")]
    public void Assign_StickyOwnerCannot_GoesInTurnAndSaysWhy(string owner, string why)
    {
        var decision = Route(OneTeam(RoutingStrategy.Sticky, ("bert", 1), ("anna", 1)), Facts(owner: owner, excluded: "bert"));

        Assert.Equal(("anna", "weightedRoundRobin"), (decision.Assignment.RepId, decision.Assignment.Strategy));
        Assert.Contains(why, decision.Assignment.Reason, StringComparison.Ordinal);
        Assert.NotNull(decision.RoundRobin);
    }

    [Fact]
    public void LocalDates_RepsAroundTheWorld_EachHasTheirOwnDay()
    {
        var rules = RuleSetOf([], [], [Rep("auckland") with { TimeZone = "Pacific/Auckland" }, Rep("utc"), Rep("honolulu") with { TimeZone = "Pacific/Honolulu" }]);

        var dates = Router.LocalDates(rules.Routing, new DateTimeOffset(2026, 7, 1, 11, 30, 0, TimeSpan.Zero));

        Assert.Equal(new DateOnly(2026, 7, 1), dates["utc"]);
        Assert.Equal(new DateOnly(2026, 7, 1), dates["auckland"]);
        Assert.Equal(new DateOnly(2026, 7, 1), dates["honolulu"]);
        dates = Router.LocalDates(rules.Routing, new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2026, 7, 2), dates["auckland"]);
        dates = Router.LocalDates(rules.Routing, new DateTimeOffset(2026, 7, 1, 9, 59, 0, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2026, 6, 30), dates["honolulu"]);
    }
}

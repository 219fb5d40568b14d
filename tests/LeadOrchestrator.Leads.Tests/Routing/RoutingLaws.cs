using CsCheck;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using static LeadOrchestrator.Leads.Tests.Routing.RoutingSample;

namespace LeadOrchestrator.Leads.Tests.Routing;

/// <summary>What holds of routing whatever the rules and the facts.</summary>
public sealed class RoutingLaws
{
    private static readonly Gen<int[]> Weights = Gen.Int[1, 9].Array[1, 7];

    /// <summary>A rep with any mix of obstacles, and the load that goes with it.</summary>
    private static readonly Gen<(Rep Rep, RepLoad Load)> AnyRep = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3],
        (active, away, weekend, dailyCap, openCap, today, open) => (
            Rep("r") with
            {
                Active = active,
                OutOfOffice = away ? [new Absence(DateOnly.FromDateTime(Monday10.Date), DateOnly.FromDateTime(Monday10.Date))] : [],
                WorkingHours = weekend ? [new WorkingHours([DayOfWeek.Saturday], new TimeOnly(0, 0), new TimeOnly(23, 0))] : [],
                DailyCap = dailyCap == 0 ? null : dailyCap,
                OpenCap = openCap == 0 ? null : openCap,
            },
            new RepLoad(today, open, null)));

    private static readonly Gen<(RuleSet Rules, RoutingFacts Facts)> AnyWorld = Gen.Select(
        AnyRep.Array[1, 8], Gen.Enum<RoutingStrategy>(), Gen.Int[0, 3].Array[8], Gen.Int[0, 8], Gen.Int[0, 8], Gen.Bool,
        (reps, strategy, places, owner, excluded, circle) =>
        {
            var named = reps.Select((rep, i) => (Rep: rep.Rep with { Id = $"rep-{i}" }, rep.Load)).ToList();
            var teams = Enumerable.Range(0, 3).Select(team => Team(
                $"team-{team}", strategy, team < 2 ? $"team-{team + 1}" : circle ? "team-0" : null,
                [.. named.Where((_, i) => places[i] == team).Select((rep, i) => (rep.Rep.Id, i + 1))])).ToList();
            return (
                RuleSetOf([new RoutingRule("all", null, "team-0", null)], teams, named.ConvertAll(rep => rep.Rep)),
                Facts(loads: named.ToDictionary(rep => rep.Rep.Id, rep => rep.Load), owner: $"rep-{owner}", excluded: $"rep-{excluded}"));
        });

    [Fact]
    public void RoundRobin_EveryFullCycle_GivesEachExactlyTheirShare() => Gen.Select(Weights, Gen.Int[1, 4]).Sample(CheckCycles, iter: 1000);

    [Fact]
    public void RoundRobin_SomebodyFallsMoreThanATurnBehind_TheCycleIsStillExact() => CheckCycles([8, 1, 3, 1, 1, 8, 8], cycles: 3);

    [Fact]
    public void RoundRobin_AtAnyMoment_NobodyIsAWholeTurnAheadOrTwoBehind() => Weights.Sample(
        weights =>
        {
            var rules = OneTeam(RoutingStrategy.WeightedRoundRobin, [.. weights.Select((weight, i) => ($"rep-{i}", weight))]);
            var given = new int[weights.Length];
            RoundRobinState? state = null;
            for (var turn = 1; turn <= weights.Sum(); turn++)
            {
                var (rep, next) = Turn(rules, state);
                given[int.Parse(rep.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture)]++;
                state = next;
                Assert.All(weights.Zip(given), pair => Assert.InRange(pair.Second - ((double)turn * pair.First / weights.Sum()), -2, 1));
            }
        },
        iter: 1000);

    /// <summary>Who is away neither gains nor loses, and however people come and go, nobody is owed more than two cycles.</summary>
    [Fact]
    public void RoundRobin_EligibilityChanges_StateStaysBalancedAndBounded() => Gen.Select(Weights, Gen.Int[0, 127].Array[1, 200]).Sample((weights, absences) =>
    {
        var names = weights.Select((_, i) => $"rep-{i}").ToArray();
        var rules = OneTeam(RoutingStrategy.WeightedRoundRobin, [.. names.Zip(weights)]);
        RoundRobinState? state = null;
        foreach (var absence in absences)
        {
            var away = names.Where((_, i) => (absence & (1 << i)) != 0).ToArray();
            var decision = Route(rules, Facts(turns: Turns(state), excluded: away));
            if (away.Length == names.Length)
            {
                Assert.Equal(AssignmentOutcome.Queued, decision.Assignment.Outcome);
                Assert.Null(decision.RoundRobin);
                continue;
            }

            Assert.DoesNotContain(decision.Assignment.RepId, away);
            Assert.All(away, rep => Assert.Equal(state?.CurrentWeights.GetValueOrDefault(rep) ?? 0, decision.RoundRobin!.CurrentWeights[rep]));
            state = decision.RoundRobin;
            Assert.All(state!.CurrentWeights.Values, weight => Assert.InRange(weight, -2 * weights.Sum(), 2 * weights.Sum()));
        }
    });

    [Fact]
    public void Assign_AnyWorld_NobodyIneligibleOrOverACapGetsIt() => AnyWorld.Sample((rules, facts) =>
    {
        var assignment = Route(rules, facts).Assignment;
        if (assignment.RepId is not { } id) return;

        var rep = rules.Routing.Reps.Single(rep => rep.Id == id);
        var load = facts.Loads[id];
        Assert.True(rep.Active && rep.OutOfOffice.Count == 0 && rep.WorkingHours.Count == 0);
        Assert.True(load.AssignedToday < (rep.DailyCap ?? int.MaxValue) && load.Open < (rep.OpenCap ?? int.MaxValue));
        Assert.DoesNotContain(id, facts.Excluded);
    });

    [Fact]
    public void Assign_AnyWorld_EndsWithARepOrAReason() => AnyWorld.Sample((rules, facts) =>
    {
        var assignment = Route(rules, facts).Assignment;

        Assert.Equal(assignment.RepId is null, assignment.Outcome == AssignmentOutcome.Queued);
        Assert.NotEmpty(assignment.Reason);
        Assert.Equal(assignment.RepId is null ? 0 : 1, assignment.Candidates.Count(candidate => candidate.Code == ReasonCodes.Chosen));
        if (assignment.RepId is null) Assert.DoesNotContain(assignment.Candidates, candidate => candidate.Code == ReasonCodes.Eligible);
    });

    [Fact]
    public void Assign_AnyWorld_EveryMemberOfEveryTeamTriedIsListed() => AnyWorld.Sample((rules, facts) =>
    {
        var assignment = Route(rules, facts).Assignment;

        var tried = rules.Routing.Teams.TakeWhile((team, i) => i == 0 || !rules.Routing.Teams.Take(i).Any(earlier => earlier.Id == assignment.Team));
        Assert.Equal(
            tried.SelectMany(team => team.Members.Select(member => (team.Id, member.Rep))),
            assignment.Candidates.Select(candidate => (candidate.Team, candidate.RepId)));
        Assert.All(assignment.Candidates, candidate => Assert.Contains(candidate.Code, ReasonCodes.Filters.Concat([ReasonCodes.Chosen, ReasonCodes.Eligible])));
    });

    [Fact]
    public void Assign_SameFacts_GivesTheSame() => AnyWorld.Sample((rules, facts) =>
    {
        var (one, other) = (Route(rules, facts), Route(rules with { Routing = rules.Routing with { } }, facts));

        Assert.Equal((one.Assignment.RepId, one.Assignment.Reason, one.RoundRobinTeam), (other.Assignment.RepId, other.Assignment.Reason, other.RoundRobinTeam));
        Assert.Equal(one.Assignment.Candidates, other.Assignment.Candidates);
        Assert.Equal(one.RoundRobin?.CurrentWeights, other.RoundRobin?.CurrentWeights);
    });

    private static void CheckCycles(int[] weights, int cycles)
    {
        var members = weights.Select((weight, i) => (Rep: $"rep-{i}", Weight: weight)).ToArray();
        var rules = OneTeam(RoutingStrategy.WeightedRoundRobin, members);
        RoundRobinState? state = null;
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            var given = members.ToDictionary(member => member.Rep, _ => 0);
            for (var turn = 0; turn < weights.Sum(); turn++)
            {
                var (rep, next) = Turn(rules, state);
                given[rep] += 1;
                state = next;
            }

            Assert.Equal(members.ToDictionary(member => member.Rep, member => member.Weight), given);
            Assert.All(state!.CurrentWeights.Values, weight => Assert.Equal(0, weight));
        }
    }

    private static (string Rep, RoundRobinState Next) Turn(RuleSet rules, RoundRobinState? state)
    {
        var decision = Route(rules, Facts(turns: Turns(state)));
        return (decision.Assignment.RepId!, decision.RoundRobin!);
    }

    private static Dictionary<string, RoundRobinState> Turns(RoundRobinState? state) => state is null ? [] : new() { ["sales"] = state };
}

using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Leads.Tests.Routing;

/// <summary>Reps, teams and rules for the tests of routing.</summary>
internal static class RoutingSample
{
    public static readonly DateTimeOffset Monday10 = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    public static readonly RulesVersion TestVersion = new("test", "0123456789abcdef");

    public static Lead Lead(string? country = null, string? region = null, string? language = null, string? email = "ada@example.com", string? phone = null) => new(
        null, email, phone, "Ada", "Lovelace", null, null, null, null, null, null, country, region, null, language, "web-form", null, null, null,
        [], new Dictionary<string, AttributeValue>());

    public static Rep Rep(string id) => new(id, id.ToUpperInvariant(), null, true, "UTC", [], null, [], null, null, [], [], []);

    public static Team Team(string id, RoutingStrategy strategy, string? fallback, params (string Rep, int Weight)[] members) =>
        new(id, id, strategy, [.. members.Select(member => new TeamMember(member.Rep, member.Weight))], fallback);

    public static RuleSet RuleSetOf(IReadOnlyList<RoutingRule> rules, IReadOnlyList<Team> teams, IReadOnlyList<Rep> reps, params (string Name, DateOnly[] Days)[] calendars) => new(
        TestVersion, null!, null!,
        new RoutingRules(rules, teams, reps, calendars.ToDictionary(calendar => calendar.Name, IReadOnlyList<DateOnly> (calendar) => calendar.Days), "house"), "{}");

    /// <summary>One rule for all, one team of one rep.</summary>
    public static RuleSet OnlyRep(Rep rep, RoutingRequirements? requires = null, params (string Name, DateOnly[] Days)[] calendars) => RuleSetOf(
        [new RoutingRule("all", null, "sales", requires)], [Team("sales", RoutingStrategy.WeightedRoundRobin, null, (rep.Id, 1))], [rep], calendars);

    public static RuleSet OneTeam(RoutingStrategy strategy, params (string Rep, int Weight)[] members) => RuleSetOf(
        [new RoutingRule("all", null, "sales", null)], [Team("sales", strategy, null, members)], [.. members.Select(member => Rep(member.Rep))]);

    public static RoutingFacts Facts(
        DateTimeOffset? now = null, IReadOnlyDictionary<string, RepLoad>? loads = null, IReadOnlyDictionary<string, RoundRobinState>? turns = null,
        string? owner = null, params string[] excluded) => new(
        now ?? Monday10, loads ?? new Dictionary<string, RepLoad>(), turns ?? new Dictionary<string, RoundRobinState>(), owner, excluded.ToHashSet());

    public static Dictionary<string, RepLoad> Loads(params (string Rep, int Today, int Open, DateTimeOffset? Last)[] loads) =>
        loads.ToDictionary(load => load.Rep, load => new RepLoad(load.Today, load.Open, load.Last));

    public static RoutingDecision Route(RuleSet rules, RoutingFacts? facts = null, Lead? lead = null, FollowUpAction action = FollowUpAction.CallNow, int score = 70) =>
        Router.Assign(
            "lead-1", lead ?? Lead(), new LeadScore(score, "B2", 40, 30, [], TestVersion), new FollowUp(action, null, "hot", "Hot.", TestVersion),
            rules, facts ?? Facts());

    /// <summary>The code of the only candidate.</summary>
    public static string CodeOf(Rep rep, RoutingFacts? facts = null, Lead? lead = null, RoutingRequirements? requires = null, params (string Name, DateOnly[] Days)[] calendars) =>
        Route(OnlyRep(rep, requires, calendars), facts, lead).Assignment.Candidates.Single().Code;
}

/// <summary>A condition made of a function.</summary>
internal sealed record When(Func<RuleSubject, bool> Holds) : Condition
{
    public override bool Matches(RuleSubject subject) => Holds(subject);

    public override string Describe() => "as the test says";
}

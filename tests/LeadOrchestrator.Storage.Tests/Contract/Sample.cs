using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Storage.Tests.Contract;

/// <summary>Leads, rules and requests for the tests of stores.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);
    private static readonly RulesVersion Version = new("test", "0123456789abcdef");

    public static Lead Lead(string? email = "ada@example.com", string? phone = null) => new(
        null, email, phone, "Ada", "Lovelace", "Engines Ltd", null, "Countess", null, 12, 1_000_000.5m, "GB", null, "London", "en",
        "web-form", null, "Please call.", new Consent(true, null),
        [new LeadActivity("pricing-page", Now, 2, 30.5)],
        new Dictionary<string, AttributeValue> { ["vip"] = AttributeValue.Of(true), ["size"] = AttributeValue.Of(12.5m), ["note"] = AttributeValue.Of("é") });

    public static LeadRecord Record(string id, int minutes = 0, int score = 70) =>
        new(id, Lead($"{id}@example.com"), Now.AddMinutes(minutes), Now.AddMinutes(minutes), score, "B2", "callNow", "anna", "sales");

    public static Rep Rep(string id, int? dailyCap = null, int? openCap = null) =>
        new(id, id.ToUpperInvariant(), null, true, "UTC", [], null, [], dailyCap, openCap, [], [], []);

    public static RuleSet Rules(RoutingStrategy strategy, params (Rep Rep, int Weight)[] members) => new(
        Version, null!, null!,
        new RoutingRules(
            [new RoutingRule("everything", null, "sales", null)],
            [new Team("sales", "Sales", strategy, [.. members.Select(member => new TeamMember(member.Rep.Id, member.Weight))], null)],
            [.. members.Select(member => member.Rep)], new Dictionary<string, IReadOnlyList<DateOnly>>(), "house"),
        "{}");

    public static AssignmentRequest Request(
        string leadId, RuleSet rules, int round = 0, DateTimeOffset? at = null, Lead? lead = null, params string[] excluded) => new(
        leadId, round, at ?? Now, Router.LocalDates(rules.Routing, at ?? Now), OwnerKeys.For(lead ?? Lead($"{leadId}@example.com")), excluded.ToHashSet());

    /// <summary>The real router, as the activity calls it.</summary>
    public static Task<Assignment> AssignAsync(
        this IAssignmentLedger ledger, string leadId, RuleSet rules, int round = 0, DateTimeOffset? at = null, Lead? lead = null, params string[] excluded) =>
        ledger.AssignAsync(Request(leadId, rules, round, at, lead, excluded), facts => Decide(leadId, rules, facts, lead));

    public static RoutingDecision Decide(string leadId, RuleSet rules, RoutingFacts facts, Lead? lead = null) => Router.Assign(
        leadId, lead ?? Lead(), new LeadScore(70, "B2", 40, 30, [], Version),
        new FollowUp(FollowUpAction.CallNow, TimeSpan.FromMinutes(5), "hot", "Hot.", Version), rules, facts);

    public static async Task<RepLoad> LoadOfAsync(this IAssignmentLedger ledger, string repId, RuleSet rules, DateTimeOffset? at = null) =>
        (await ledger.ReadFactsAsync(Request("nobody", rules, at: at))).Loads.GetValueOrDefault(repId, new RepLoad(0, 0, null));
}

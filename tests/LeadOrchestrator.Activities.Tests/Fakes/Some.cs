using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Tests.Fakes;

/// <summary>Things that tests need one of.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Time = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static readonly RuleSet Rules = RuleDocument.Read(DefaultRules.Document).Rules!;

    public static Lead Lead(string? id = "L-1", string? email = "ada@acme.example", string? phone = "+14155550100", string? company = "Acme") => new(
        id, email, phone, "Ada", "Lovelace", company, "https://acme.example", "CTO", "software", 200, 1_000_000m, "US", "CA", "Oakland", "en",
        "web-form", "spring", "Please call me about a demo", new Consent(true, null),
        [new LeadActivity("demo-requested", Time, null, null)],
        new Dictionary<string, AttributeValue> { ["budget"] = AttributeValue.Of(5000m) });

    public static LeadScore Score(int value = 81) => new(value, "A1", 50, value - 50, [], Rules.Version);

    public static FollowUp FollowUp(FollowUpAction action = FollowUpAction.CallNow) =>
        new(action, TimeSpan.FromMinutes(15), "Hot", "Score is at least 65.", Rules.Version);

    public static Assignment Assignment(AssignmentOutcome outcome = AssignmentOutcome.Assigned, string leadId = "L-1", string? rep = "maya") => new(
        leadId, outcome, outcome == AssignmentOutcome.Assigned ? rep : null, outcome == AssignmentOutcome.Assigned ? "Maya Chen" : null,
        "americas", "Americas", null, "It is in the Americas.", [], Time, Rules.Version);

    public static EffectRequest Effect(
        EffectKind kind, string target, Lead? lead = null, AssignmentOutcome outcome = AssignmentOutcome.Assigned, string leadId = "L-1") => new(
        $"{leadId}:{kind.ToString().ToLowerInvariant()}:{target}", new EffectTarget(kind, target), leadId, lead ?? Lead(leadId), Score(), FollowUp(),
        Assignment(outcome, leadId), Time, Time.AddSeconds(1));
}

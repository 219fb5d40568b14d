using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Orchestration.Tests;

/// <summary>Values that the tests share.</summary>
internal static class Given
{
    public static readonly RulesVersion Rules = new("test", "0123456789abcdef");

    public static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly Lead Lead = new(
        "lead-1", "ada@example.com", null, "Ada", "Example", "Example Ltd", null, null, null, 250, null, "GB", null, null, "en",
        "web-form", null, "Please call me.", new Consent(true, true), [], new Dictionary<string, AttributeValue> { ["tier"] = AttributeValue.Of("gold") });

    public static readonly LeadScore Score = new(72, "B2", 50, 22, [new("size", "fit", 50, "250 employees"), new("visits", "engagement", 22, "3 visits")], Rules);

    public static readonly FollowUp FollowUp = new(FollowUpAction.CallNow, TimeSpan.FromHours(1), "hot", "score 72", Rules);

    public static readonly EffectTarget Crm = new(EffectKind.Crm, "leadBook");
    public static readonly EffectTarget Inbox = new(EffectKind.Notify, "inbox");
    public static readonly EffectTarget Chat = new(EffectKind.Notify, "chat");
    public static readonly EffectTarget Log = new(EffectKind.Log, "eventLog");

    public static Assignment AssignedTo(string rep) => new(
        "lead-1", AssignmentOutcome.Assigned, rep, rep, "inbound", "everything", "weightedRoundRobin", "next in turn",
        [new(rep, "inbound", "chosen", null)], Start, Rules);

    public static Assignment Queued() => AssignedTo("nobody") with { Outcome = AssignmentOutcome.Queued, RepId = null, RepName = null };

    public static LeadRun Run(params EffectTarget[] targets) => new(
        "lead-1", Lead, Start, "hash", Rules, ExecutionMode.Parallel, targets.Length == 0 ? [Crm, Inbox, Log] : targets,
        DecisionRetry: new RetryPolicy(3, TimeSpan.FromSeconds(1)), EffectRetry: new RetryPolicy(4, TimeSpan.FromSeconds(1), 2),
        ParkedFor: TimeSpan.FromDays(7), WatchResponse: null, Import: null);

    public static Timed<T> Timed<T>(T value, double startMs = 0, double endMs = 1) =>
        new(value, Start.AddMilliseconds(startMs), Start.AddMilliseconds(endMs));

    public static Timed<EffectReceipt> Receipt(double startMs = 0, double endMs = 1) => Timed(new EffectReceipt("ref", false), startMs, endMs);
}

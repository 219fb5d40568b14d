using System.Text.Json.Serialization;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Orchestration;

/// <summary>What became of a lead. While it is parked, what has been decided so far.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Score">How good it is; null if not yet known.</param>
/// <param name="FollowUp">What to do next; null if not yet known.</param>
/// <param name="Assignment">Who has it; null if not yet known.</param>
/// <param name="Effects">One result a branch.</param>
/// <param name="Parked">The steps that wait for a redrive, by <see cref="TimelineStep.Key"/>; empty when all is done.</param>
/// <param name="Execution">How the effects were executed.</param>
/// <param name="Timeline">When everything happened.</param>
public sealed record LeadOutcome(
    string LeadId,
    LeadScore? Score,
    FollowUp? FollowUp,
    Assignment? Assignment,
    IReadOnlyList<EffectResult> Effects,
    IReadOnlyList<ParkedStep> Parked,
    ExecutionMode Execution,
    Timeline Timeline);

/// <summary>What one branch did.</summary>
/// <param name="Kind">The kind of effect.</param>
/// <param name="Target">The target's name.</param>
/// <param name="Status">Done or parked.</param>
/// <param name="Key">The stable key under which the receiver was written to: <c>{leadId}:{effect}:{target}</c>.</param>
/// <param name="Reference">What the receiver answered, for example a record's id.</param>
/// <param name="Error">Why it is parked.</param>
public sealed record EffectResult(EffectKind Kind, string Target, EffectStatus Status, string Key, string? Reference, string? Error);

/// <summary>Where a branch stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EffectStatus>))]
public enum EffectStatus
{
    /// <summary>The receiver has it.</summary>
    [JsonStringEnumMemberName("done")] Done,

    /// <summary>Retries are used up; it waits for a redrive.</summary>
    [JsonStringEnumMemberName("parked")] Parked,
}

/// <summary>A step that has used up its retries.</summary>
/// <param name="Step">The step, as <see cref="TimelineStep.Key"/> names it.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Since">When it was parked.</param>
public sealed record ParkedStep(string Step, string Error, DateTimeOffset Since);

/// <summary>The custom status of a lead's run, set while it is parked; null at other times.</summary>
/// <param name="Stage"><c>Parked</c>, or <c>Running</c> after a redrive.</param>
/// <param name="Until">When waiting ends and the run fails.</param>
/// <param name="Outcome">The outcome so far.</param>
public sealed record LeadProgress(string Stage, DateTimeOffset? Until, LeadOutcome Outcome);

/// <summary>The payload of the <c>Redrive</c> event.</summary>
/// <param name="Step">One step, as <see cref="ParkedStep.Step"/> names it; null for all.</param>
public sealed record RedriveRequest(string? Step = null);

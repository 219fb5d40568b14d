using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Orchestration;

/// <summary>The activities that orchestrations call. Names and shapes are contracts: added to, never renamed.</summary>
public static class LeadActivities
{
    /// <summary>Scores a lead.</summary>
    public static readonly Activity<ScoreRequest, Timed<LeadScore>> ScoreLead = new("ScoreLead");

    /// <summary>Decides what to do with it.</summary>
    public static readonly Activity<FollowUpRequest, Timed<FollowUp>> DecideFollowUp = new("DecideFollowUp");

    /// <summary>Finds a rep for it and writes that down.</summary>
    public static readonly Activity<AssignRequest, Timed<Assignment>> AssignRep = new("AssignRep");

    /// <summary>Writes the lead to one CRM.</summary>
    public static readonly Activity<EffectRequest, Timed<EffectReceipt>> UpdateCrm = new("UpdateCrm");

    /// <summary>Tells the sales team through one channel.</summary>
    public static readonly Activity<EffectRequest, Timed<EffectReceipt>> NotifySales = new("NotifySales");

    /// <summary>Logs the event for reporting in one log.</summary>
    public static readonly Activity<EffectRequest, Timed<EffectReceipt>> LogEvent = new("LogEvent");

    /// <summary>Starts <see cref="ResponseWatch"/> as an instance of its own; true if it was not there yet.</summary>
    public static readonly Activity<ResponseWatchRun, Timed<bool>> StartResponseWatch = new("StartResponseWatch");

    /// <summary>Reminds a rep, or tells the escalation channel, that a response is due.</summary>
    public static readonly Activity<WatchNotice, bool> SendWatchNotice = new("SendWatchNotice");

    /// <summary>Gives a lead to another rep; the earlier ones are excluded.</summary>
    public static readonly Activity<ReassignRequest, Assignment> ReassignRep = new("ReassignRep");

    /// <summary>Records when the first response came.</summary>
    public static readonly Activity<ResponseRecord, bool> RecordResponse = new("RecordResponse");

    /// <summary>Reads the next rows of a stored file and starts their leads.</summary>
    public static readonly Activity<ImportChunkRequest, ImportChunkResult> ImportChunk = new("ImportChunk");
}

/// <summary>A result with the times, by the activity's clock, between which it was made.</summary>
/// <param name="Value">The result.</param>
/// <param name="StartedAt">When the attempt that succeeded began.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record Timed<T>(T Value, DateTimeOffset StartedAt, DateTimeOffset EndedAt);

/// <summary>Input of <see cref="LeadActivities.ScoreLead"/>.</summary>
public sealed record ScoreRequest(Lead Lead, DateTimeOffset Now, RulesVersion Rules);

/// <summary>Input of <see cref="LeadActivities.DecideFollowUp"/>.</summary>
public sealed record FollowUpRequest(Lead Lead, LeadScore Score, DateTimeOffset Now, RulesVersion Rules);

/// <summary>Input of <see cref="LeadActivities.AssignRep"/>.</summary>
/// <param name="LeadId">The lead's id.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Score">Its score.</param>
/// <param name="FollowUp">What is to be done.</param>
/// <param name="Rules">The rules that decide.</param>
/// <param name="SubmittedAt">When the lead was accepted; of a lead erased since, nothing is written.</param>
public sealed record AssignRequest(
    string LeadId, Lead Lead, LeadScore Score, FollowUp FollowUp, RulesVersion Rules, DateTimeOffset? SubmittedAt = null);

/// <summary>Input of an effect. The same key always stands for the same effect, however often it is sent.</summary>
/// <param name="Key">The stable key: <c>{leadId}:{effect}:{target}</c>.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="LeadId">The lead's id.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Score">Its score.</param>
/// <param name="FollowUp">What to do next.</param>
/// <param name="Assignment">Who has it.</param>
/// <param name="SubmittedAt">When the lead was accepted.</param>
/// <param name="OccurredAt">When the effect was first decided.</param>
public sealed record EffectRequest(
    string Key,
    EffectTarget Target,
    string LeadId,
    Lead Lead,
    LeadScore Score,
    FollowUp FollowUp,
    Assignment Assignment,
    DateTimeOffset SubmittedAt,
    DateTimeOffset OccurredAt);

/// <summary>What a receiver answered.</summary>
/// <param name="Reference">Its id for what was written, if it gave one.</param>
/// <param name="AlreadyDone">Whether it had the key already.</param>
public sealed record EffectReceipt(string? Reference, bool AlreadyDone);

/// <summary>Input of <see cref="ResponseWatch"/>.</summary>
/// <param name="LeadId">The lead that is watched.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Score">Its score, for a reassignment.</param>
/// <param name="FollowUp">What was to be done.</param>
/// <param name="Assignment">Who has it now.</param>
/// <param name="FirstAssignedAt">When the lead was first assigned: what time to response is counted from.</param>
/// <param name="AssignedAt">When the present assignment was decided.</param>
/// <param name="RespondWithin">How long the rep has.</param>
/// <param name="Policy">What happens when nobody responds.</param>
/// <param name="Earlier">Reps who had it and did not respond.</param>
/// <param name="Retry">Retries of the watch's activities.</param>
/// <param name="SubmittedAt">When the lead was accepted; of a lead erased since, nothing is written.</param>
public sealed record ResponseWatchRun(
    string LeadId,
    Lead Lead,
    LeadScore Score,
    FollowUp FollowUp,
    Assignment Assignment,
    DateTimeOffset FirstAssignedAt,
    DateTimeOffset AssignedAt,
    TimeSpan RespondWithin,
    WatchPolicy Policy,
    IReadOnlyList<string> Earlier,
    RetryPolicy Retry,
    DateTimeOffset? SubmittedAt = null);

/// <summary>Input of <see cref="LeadActivities.SendWatchNotice"/>.</summary>
/// <param name="Key">The stable key of the notice.</param>
/// <param name="LeadId">The lead.</param>
/// <param name="RepId">The rep who should respond; null if nobody has it.</param>
/// <param name="Kind"><c>reminder</c>, <c>reassigned</c> or <c>escalation</c>.</param>
/// <param name="DueAt">When the response was, or is, due.</param>
/// <param name="SubmittedAt">When the lead was accepted; of a lead erased since, nothing is written.</param>
public sealed record WatchNotice(string Key, string LeadId, string? RepId, string Kind, DateTimeOffset DueAt, DateTimeOffset? SubmittedAt = null);

/// <summary>Input of <see cref="LeadActivities.ReassignRep"/>.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Score">Its score.</param>
/// <param name="FollowUp">What is to be done.</param>
/// <param name="Excluded">Reps who must not get it.</param>
/// <param name="Round">1 for the first reassignment; with the lead's id, the key under which it counts once.</param>
/// <param name="Rules">The rules that decide.</param>
/// <param name="SubmittedAt">When the lead was accepted; of a lead erased since, nothing is written.</param>
public sealed record ReassignRequest(
    string LeadId, Lead Lead, LeadScore Score, FollowUp FollowUp, IReadOnlyList<string> Excluded, int Round, RulesVersion Rules,
    DateTimeOffset? SubmittedAt = null);

/// <summary>Input of <see cref="LeadActivities.RecordResponse"/>.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="RepId">The rep who had it.</param>
/// <param name="AssignedAt">When it was first assigned.</param>
/// <param name="RespondedAt">When the response came.</param>
/// <param name="SubmittedAt">When the lead was accepted; of a lead erased since, nothing is written.</param>
public sealed record ResponseRecord(
    string LeadId, string? RepId, DateTimeOffset AssignedAt, DateTimeOffset RespondedAt, DateTimeOffset? SubmittedAt = null);

/// <summary>The payload of the <c>Responded</c> event.</summary>
/// <param name="At">When the response was; null for when the event came.</param>
/// <param name="By">Who responded; null for the rep who has the lead.</param>
public sealed record RespondedEvent(DateTimeOffset? At = null, string? By = null);

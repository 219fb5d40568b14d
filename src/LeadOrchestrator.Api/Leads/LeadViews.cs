using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Api.Leads;

/// <summary>Answer to a submitted lead.</summary>
/// <param name="Id">The lead's id, which is the instance id.</param>
/// <param name="Result">Whether this submission started it, or it was submitted before with the same content.</param>
/// <param name="StatusUri">Where its status is; holds no key.</param>
/// <param name="StatusQueryGetUri">The same by the management API; like all that follow left out where <c>Api:ManagementLinks</c> or the key say so.</param>
/// <param name="SendEventPostUri">POST: an event.</param>
/// <param name="TerminatePostUri">POST: ends it.</param>
/// <param name="PurgeHistoryDeleteUri">DELETE: forgets its history.</param>
/// <param name="RestartPostUri">POST: runs it once more.</param>
/// <param name="SuspendPostUri">POST: holds it.</param>
/// <param name="ResumePostUri">POST: lets it go on.</param>
public sealed record LeadAccepted(
    string Id, LeadResult Result, string StatusUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StatusQueryGetUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SendEventPostUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TerminatePostUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PurgeHistoryDeleteUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RestartPostUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SuspendPostUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ResumePostUri);

/// <summary>Where a lead stands.</summary>
/// <param name="Id">The lead.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="SubmittedAt">When it was accepted.</param>
/// <param name="UpdatedAt">When anything last happened to it.</param>
/// <param name="Outcome">A <see cref="Orchestration.LeadOutcome"/>: the whole of it once completed, what is known so far while parked
/// or after a failure, else null.</param>
/// <param name="Error">Why it failed, or the reason given for ending or holding it; left out otherwise.</param>
/// <param name="Reassigned">Who has it now, where that is not who the outcome names: after a missed response, or out of the house
/// queue. Left out otherwise, and in lists.</param>
public sealed record LeadView(
    string Id, LeadStatus Status, DateTimeOffset SubmittedAt, DateTimeOffset UpdatedAt,
    [property: JsonConverter(typeof(StoredOutcomeConverter))] JsonElement? Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Assignment? Reassigned = null);

/// <summary>A page of leads, newest first.</summary>
/// <param name="Leads">The leads. A page may hold fewer than asked for although there are more.</param>
/// <param name="ContinuationToken">What to ask the next page with; null on the last.</param>
public sealed record LeadPage(IReadOnlyList<LeadView> Leads, string? ContinuationToken);

/// <summary>What a submission came to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeadResult>))]
public enum LeadResult
{
    /// <summary>It started the lead's run.</summary>
    [JsonStringEnumMemberName("created")] Created,

    /// <summary>The lead was there already, with the same content.</summary>
    [JsonStringEnumMemberName("existing")] Existing,
}

/// <summary>Where a lead can stand.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeadStatus>))]
public enum LeadStatus
{
    /// <summary>Accepted, not begun.</summary>
    Pending,

    /// <summary>On its way.</summary>
    Running,

    /// <summary>A step has used up its retries and waits for a redrive; what succeeded stays done.</summary>
    Parked,

    /// <summary>All done.</summary>
    Completed,

    /// <summary>Ended by an error, for example parked for too long.</summary>
    Failed,

    /// <summary>Held until resumed.</summary>
    Suspended,

    /// <summary>Ended from outside.</summary>
    Terminated,
}

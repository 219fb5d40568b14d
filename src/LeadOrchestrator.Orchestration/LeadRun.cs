using System.Text.Json.Serialization;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Orchestration;

/// <summary>
/// The input of <see cref="LeadOrchestration"/>: the lead and everything of the configuration that the run needs,
/// stamped by the starter, so that a replay sees what the first run saw.
/// </summary>
/// <param name="LeadId">The lead's id, which is the instance id.</param>
/// <param name="Lead">The lead.</param>
/// <param name="SubmittedAt">When it was accepted.</param>
/// <param name="ContentHash">The hash of the lead as submitted, to tell a repetition from a conflict.</param>
/// <param name="Rules">The rules that decide.</param>
/// <param name="Execution">Whether effects run at once or, for comparison, one after the other.</param>
/// <param name="Targets">Where effects go; one branch each.</param>
/// <param name="DecisionRetry">Retries of the three decisions.</param>
/// <param name="EffectRetry">Retries of an effect, before it is parked.</param>
/// <param name="ParkedFor">How long a parked step waits for a redrive before the run fails.</param>
/// <param name="WatchResponse">Whether <see cref="ResponseWatch"/> is started; null for no.</param>
/// <param name="Import">The import and line the lead came from; null if it was submitted by itself.</param>
public sealed record LeadRun(
    string LeadId,
    Lead Lead,
    DateTimeOffset SubmittedAt,
    string ContentHash,
    RulesVersion Rules,
    ExecutionMode Execution,
    IReadOnlyList<EffectTarget> Targets,
    RetryPolicy DecisionRetry,
    RetryPolicy EffectRetry,
    TimeSpan ParkedFor,
    WatchPolicy? WatchResponse,
    ImportOrigin? Import);

/// <summary>How the independent effects of a run are executed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExecutionMode>))]
public enum ExecutionMode
{
    /// <summary>All at once.</summary>
    [JsonStringEnumMemberName("parallel")] Parallel,

    /// <summary>One after the other: the control group.</summary>
    [JsonStringEnumMemberName("sequential")] Sequential,
}

/// <summary>The kinds of side effect.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EffectKind>))]
public enum EffectKind
{
    /// <summary>Update the CRM record.</summary>
    [JsonStringEnumMemberName("crm")] Crm,

    /// <summary>Notify the sales team.</summary>
    [JsonStringEnumMemberName("notify")] Notify,

    /// <summary>Log the event for reporting.</summary>
    [JsonStringEnumMemberName("log")] Log,
}

/// <summary>A configured receiver of an effect.</summary>
/// <param name="Kind">What kind of effect.</param>
/// <param name="Name">Its name in the configuration; unique within the kind.</param>
public sealed record EffectTarget(EffectKind Kind, string Name)
{
    /// <summary>The target's name among all targets, for example <c>crm:leadBook</c>.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Name}";
}

/// <summary>How a missing response is followed up; waits are counted from the assignment.</summary>
/// <param name="RemindAfter">The share of the follow-up's <c>respondWithin</c> after which the rep is reminded, 0 to 1.</param>
/// <param name="MaxReassignments">How often the lead goes to another rep before it is escalated.</param>
/// <param name="GiveUpAfter">How long after the escalation a response is still waited for.</param>
public sealed record WatchPolicy(double RemindAfter, int MaxReassignments, TimeSpan GiveUpAfter);

/// <summary>Where in an import a lead came from.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Line">The line in the file, counted from 1.</param>
public sealed record ImportOrigin(string ImportId, int Line);

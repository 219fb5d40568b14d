using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>Who has a lead, and why. With nobody assigned, the lead waits in the house queue and <see cref="Reason"/> says why.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Outcome">Assigned, queued or not needed.</param>
/// <param name="RepId">The rep; null unless assigned.</param>
/// <param name="RepName">The rep's name; null unless assigned.</param>
/// <param name="Team">The team whose rep was chosen; the house queue where it waits; null if no rep is needed.</param>
/// <param name="Rule">The routing rule that matched; <c>none</c> if none did or none was needed.</param>
/// <param name="Strategy">How the rep was chosen within the team: <c>weightedRoundRobin</c>, <c>leastLoaded</c>, <c>sticky</c>; null unless assigned.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Candidates">Every rep looked at, with a reason code.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Rules">The rules that decided.</param>
public sealed record Assignment(
    string LeadId,
    AssignmentOutcome Outcome,
    string? RepId,
    string? RepName,
    string? Team,
    string Rule,
    [property: AllowedValues("weightedRoundRobin", "leastLoaded", "sticky", null)] string? Strategy,
    string Reason,
    IReadOnlyList<Candidate> Candidates,
    DateTimeOffset DecidedAt,
    Rules.RulesVersion Rules);

/// <summary>What an assignment came to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AssignmentOutcome>))]
public enum AssignmentOutcome
{
    /// <summary>A rep has it.</summary>
    [JsonStringEnumMemberName("assigned")] Assigned,

    /// <summary>Nobody was eligible: it waits in the house queue, where the sweep finds it.</summary>
    [JsonStringEnumMemberName("queued")] Queued,

    /// <summary>The follow-up needs no rep (nurture or disqualify).</summary>
    [JsonStringEnumMemberName("notNeeded")] NotNeeded,
}

/// <summary>One rep who was looked at.</summary>
/// <param name="RepId">The rep.</param>
/// <param name="Team">The team through which the rep came into question.</param>
/// <param name="Code"><c>chosen</c>, <c>eligible</c>, or why not: <c>inactive</c>, <c>outOfOffice</c>, <c>outsideWorkingHours</c>,
/// <c>dailyCap</c>, <c>openCap</c>, <c>missingSkill</c>, <c>missingLanguage</c>, <c>outsideTerritory</c>, <c>excluded</c>.</param>
/// <param name="Detail">The figures or names behind the code, for example <c>8 of 8 today</c>.</param>
public sealed record Candidate(
    string RepId, string Team,
    [property: AllowedValues(
        ReasonCodes.Chosen, ReasonCodes.Eligible, ReasonCodes.Inactive, ReasonCodes.OutOfOffice, ReasonCodes.OutsideWorkingHours, ReasonCodes.DailyCap,
        ReasonCodes.OpenCap, ReasonCodes.MissingSkill, ReasonCodes.MissingLanguage, ReasonCodes.OutsideTerritory, ReasonCodes.Excluded)] string Code,
    string? Detail);

/// <summary>What the ledger knows that a routing decision needs; everything else is in the rules.</summary>
/// <param name="Now">The time of the decision.</param>
/// <param name="Loads">By rep id; a rep who is not in it has none.</param>
/// <param name="RoundRobin">By team id: where its round robin stands.</param>
/// <param name="ExistingOwner">The rep who has the same person or account already; null if none.</param>
/// <param name="Excluded">Reps who must not get it (an earlier owner who did not respond).</param>
public sealed record RoutingFacts(
    DateTimeOffset Now,
    IReadOnlyDictionary<string, RepLoad> Loads,
    IReadOnlyDictionary<string, RoundRobinState> RoundRobin,
    string? ExistingOwner,
    IReadOnlySet<string> Excluded);

/// <summary>How much a rep has on hand.</summary>
/// <param name="AssignedToday">Leads assigned on the rep's own calendar day.</param>
/// <param name="Open">Leads assigned and not closed.</param>
/// <param name="LastAssignedAt">When the rep last got one.</param>
public sealed record RepLoad(int AssignedToday, int Open, DateTimeOffset? LastAssignedAt);

/// <summary>Where a team's smooth weighted round robin stands.</summary>
/// <param name="CurrentWeights">By rep id.</param>
public sealed record RoundRobinState(IReadOnlyDictionary<string, int> CurrentWeights);

/// <summary>A routing decision with the state that follows from it; the ledger stores both at once.</summary>
/// <param name="Assignment">What was decided.</param>
/// <param name="RoundRobinTeam">The team whose round robin moved on; null if none did.</param>
/// <param name="RoundRobin">That team's new state.</param>
public sealed record RoutingDecision(Assignment Assignment, string? RoundRobinTeam, RoundRobinState? RoundRobin);

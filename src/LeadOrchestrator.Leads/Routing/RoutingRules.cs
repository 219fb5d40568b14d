using System.Text.Json.Serialization;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>Who gets leads: the <c>routing</c> section of the rule document.</summary>
/// <param name="Rules">Tried in order; the first that matches names the team.</param>
/// <param name="Teams">The teams.</param>
/// <param name="Reps">The reps.</param>
/// <param name="Calendars">Holidays, by calendar name.</param>
/// <param name="HouseQueue">The queue where leads wait that no rule and no fallback could place; named as their team.</param>
public sealed record RoutingRules(
    IReadOnlyList<RoutingRule> Rules,
    IReadOnlyList<Team> Teams,
    IReadOnlyList<Rep> Reps,
    IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> Calendars,
    string HouseQueue);

/// <summary>One rule: leads like this go to that team.</summary>
/// <param name="Name">The name that explanations use.</param>
/// <param name="When">Which leads; null for all.</param>
/// <param name="Team">The team's id.</param>
/// <param name="Requires">What a rep must have to get them.</param>
public sealed record RoutingRule(string Name, Condition? When, string Team, RoutingRequirements? Requires);

/// <summary>What a rep must have.</summary>
/// <param name="Skills">All of these.</param>
/// <param name="Language">True if the rep must speak the lead's language (where the lead names one).</param>
/// <param name="Territory">True if the lead's country or region must be in the rep's territory.</param>
public sealed record RoutingRequirements(IReadOnlyList<string> Skills, bool Language, bool Territory);

/// <summary>A team.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Strategy">How a rep is chosen.</param>
/// <param name="Members">Its members.</param>
/// <param name="Fallback">The team that is asked when nobody here is eligible; null for the house queue.</param>
public sealed record Team(string Id, string Name, RoutingStrategy Strategy, IReadOnlyList<TeamMember> Members, string? Fallback);

/// <summary>A rep's place in a team.</summary>
/// <param name="Rep">The rep's id.</param>
/// <param name="Weight">The share of the team's leads, relative to the others; at least 1.</param>
public sealed record TeamMember(string Rep, int Weight);

/// <summary>How a rep is chosen among the eligible.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoutingStrategy>))]
public enum RoutingStrategy
{
    /// <summary>In turn, in proportion to weight.</summary>
    [JsonStringEnumMemberName("weightedRoundRobin")] WeightedRoundRobin,

    /// <summary>Who has the fewest open leads for their weight.</summary>
    [JsonStringEnumMemberName("leastLoaded")] LeastLoaded,

    /// <summary>Who has the person or account already; else weighted round robin.</summary>
    [JsonStringEnumMemberName("sticky")] Sticky,
}

/// <summary>A sales representative.</summary>
/// <param name="Id">The rep's id.</param>
/// <param name="Name">The rep's name.</param>
/// <param name="Email">Where the rep is written to.</param>
/// <param name="Active">False for somebody who gets nothing at all.</param>
/// <param name="TimeZone">IANA time zone, for example <c>Europe/Berlin</c>.</param>
/// <param name="WorkingHours">When the rep works; empty for always.</param>
/// <param name="Calendar">The holiday calendar; null for none.</param>
/// <param name="OutOfOffice">When the rep is away.</param>
/// <param name="DailyCap">How many leads a day; null for no limit.</param>
/// <param name="OpenCap">How many open leads; null for no limit.</param>
/// <param name="Skills">Skills.</param>
/// <param name="Languages">Languages, as BCP 47 tags.</param>
/// <param name="Territories">Countries by name or code (<c>India</c>, <c>IN</c>), regions by name (<c>Bavaria</c>) or with their country (<c>US-CA</c>); empty for everywhere.</param>
public sealed record Rep(
    string Id,
    string Name,
    string? Email,
    bool Active,
    string TimeZone,
    IReadOnlyList<WorkingHours> WorkingHours,
    string? Calendar,
    IReadOnlyList<Absence> OutOfOffice,
    int? DailyCap,
    int? OpenCap,
    IReadOnlyList<string> Skills,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Territories);

/// <summary>Hours of work on some days of the week, in the rep's time zone.</summary>
/// <param name="Days">The days.</param>
/// <param name="From">From, inclusive.</param>
/// <param name="To">To, exclusive; earlier than <paramref name="From"/> for a shift past midnight.</param>
public sealed record WorkingHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To);

/// <summary>Days away, in the rep's time zone, both included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record Absence(DateOnly From, DateOnly To);

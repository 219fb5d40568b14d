using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>Routing rules, prepared once and kept as long as they are in use.</summary>
internal sealed class RoutingIndex
{
    private static readonly ConditionalWeakTable<RoutingRules, RoutingIndex> Prepared = [];

    private RoutingIndex(RoutingRules rules)
    {
        var holidays = rules.Calendars.ToDictionary(
            calendar => calendar.Key, IReadOnlySet<DateOnly> (calendar) => calendar.Value.ToFrozenSet(), StringComparer.Ordinal);
        List<string> zones = [.. rules.Reps.Select(rep => rep.TimeZone).Distinct(StringComparer.Ordinal)];
        Zones = zones.ConvertAll(TimeZoneInfo.FindSystemTimeZoneById);
        Reps = rules.Reps.DistinctBy(rep => rep.Id).ToFrozenDictionary(rep => rep.Id, Prepare, StringComparer.Ordinal);
        Teams = rules.Teams.DistinctBy(team => team.Id).ToFrozenDictionary(team => team.Id, StringComparer.Ordinal);

        RepProfile Prepare(Rep rep) => new(
            rep, rep.Calendar is { } name && holidays.TryGetValue(name, out var days) ? days : FrozenSet<DateOnly>.Empty, zones.IndexOf(rep.TimeZone));
    }

    /// <summary>Every time zone that a rep lives in.</summary>
    public IReadOnlyList<TimeZoneInfo> Zones { get; }

    public FrozenDictionary<string, RepProfile> Reps { get; }

    public FrozenDictionary<string, Team> Teams { get; }

    public static RoutingIndex Of(RoutingRules rules) => Prepared.GetValue(rules, static key => new RoutingIndex(key));
}

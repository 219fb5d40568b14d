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
        Reps = rules.Reps.DistinctBy(rep => rep.Id).ToFrozenDictionary(
            rep => rep.Id,
            rep => new RepProfile(rep, rep.Calendar is { } name && holidays.TryGetValue(name, out var days) ? days : FrozenSet<DateOnly>.Empty),
            StringComparer.Ordinal);
        Teams = rules.Teams.DistinctBy(team => team.Id).ToFrozenDictionary(team => team.Id, StringComparer.Ordinal);
    }

    public FrozenDictionary<string, RepProfile> Reps { get; }

    public FrozenDictionary<string, Team> Teams { get; }

    public static RoutingIndex Of(RoutingRules rules) => Prepared.GetValue(rules, static key => new RoutingIndex(key));
}

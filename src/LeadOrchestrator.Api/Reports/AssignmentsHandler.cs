using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Reports;

/// <summary><c>GET /api/reports/assignments</c>: who was given how much, and who has how much on hand.</summary>
public sealed class AssignmentsHandler(IAssignmentLedger ledger, IRuleBook rules, TimeProvider time)
{
    private const int DefaultDays = 7;

    /// <summary>Every rep of the rules in force, and of the ledger: <c>?from=&amp;to=</c> (days, both included; default: the last seven).</summary>
    /// <exception cref="ApiProblemException">400, naming the parameter.</exception>
    public async Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = time.GetUtcNow();
        var (fromTime, toTime) = QueryReader.Period(request, "from", "to");
        // One day more than today in UTC: in the east it is tomorrow already.
        var to = DateOnly.FromDateTime((toTime ?? now.AddDays(1)).UtcDateTime);
        var from = fromTime is { } first ? DateOnly.FromDateTime(first.UtcDateTime) : DateOnly.FromDayNumber(Math.Max(0, to.DayNumber - DefaultDays));
        var routing = rules.Current.Routing;
        var facts = await ledger.ReadFactsAsync(
            new("report", 0, now, Router.LocalDates(routing, now), [], new HashSet<string>()), cancellationToken);
        var given = (await ledger.CountsAsync(from, to, cancellationToken)).ToLookup(count => count.RepId, StringComparer.Ordinal);

        var known = routing.Reps.Select(rep => ToLoad(rep, routing, facts.Loads.GetValueOrDefault(rep.Id), given[rep.Id]));
        var gone = given.Where(days => routing.Reps.All(rep => rep.Id != days.Key)).Select(days => new RepAssignments(
            days.Key, days.Key, Active: false, [], AssignedToday: 0, DailyCap: null, Open: 0, OpenCap: null, LastAssignedAt: null, days.Sum(day => day.Assigned), ToDays(days)));
        return TaggedResult.Json(
            new AssignmentsReport(from, to, [.. known.Concat(gone).OrderByDescending(rep => rep.Assigned).ThenBy(rep => rep.Name, StringComparer.Ordinal)]),
            ApiJson.Readable.AssignmentsReport);
    }

    private static RepAssignments ToLoad(Rep rep, RoutingRules routing, RepLoad? load, IEnumerable<RepDayCount> days) => new(
        rep.Id, rep.Name, rep.Active, [.. routing.Teams.Where(team => team.Members.Any(member => member.Rep == rep.Id)).Select(team => team.Name).Distinct()],
        load?.AssignedToday ?? 0, rep.DailyCap, load?.Open ?? 0, rep.OpenCap, load?.LastAssignedAt, days.Sum(day => day.Assigned), ToDays(days));

    private static IReadOnlyList<DayAssignments> ToDays(IEnumerable<RepDayCount> days) =>
        [.. days.OrderBy(day => day.Day).Select(day => new DayAssignments(day.Day, day.Assigned))];
}

/// <summary>The load of the reps.</summary>
/// <param name="From">The first day counted.</param>
/// <param name="To">The last day counted.</param>
/// <param name="Reps">The reps, who was given most first.</param>
public sealed record AssignmentsReport(DateOnly From, DateOnly To, IReadOnlyList<RepAssignments> Reps);

/// <summary>One rep's load.</summary>
/// <param name="RepId">The rep.</param>
/// <param name="Name">The rep's name; the id for one whom the rules no longer know.</param>
/// <param name="Active">Whether the rep gets leads at all.</param>
/// <param name="Teams">The names of the rep's teams.</param>
/// <param name="AssignedToday">Given on the rep's own calendar day.</param>
/// <param name="DailyCap">The limit of that; null for none.</param>
/// <param name="Open">Given and not closed.</param>
/// <param name="OpenCap">The limit of that; null for none.</param>
/// <param name="LastAssignedAt">When the rep last got one; null for never.</param>
/// <param name="Assigned">Given in the period.</param>
/// <param name="Days">The same by day.</param>
public sealed record RepAssignments(
    string RepId, string Name, bool Active, IReadOnlyList<string> Teams, int AssignedToday, int? DailyCap, int Open, int? OpenCap,
    DateTimeOffset? LastAssignedAt, int Assigned, IReadOnlyList<DayAssignments> Days);

/// <summary>How many a rep was given on a day of the rep's own calendar.</summary>
public sealed record DayAssignments(DateOnly Day, int Assigned);

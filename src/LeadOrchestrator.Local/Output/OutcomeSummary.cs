using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Local.Client;
using Spectre.Console;

namespace LeadOrchestrator.Local.Output;

/// <summary>Many leads in a few lines: what is to be done, and who has them.</summary>
internal static class OutcomeSummary
{
    private const int MostReps = 12;

    public static void Write(IAnsiConsole console, IReadOnlyCollection<LeadState> leads)
    {
        var followUps = leads.Where(lead => lead.Outcome?.FollowUp is not null)
            .GroupBy(lead => Words.Spaced(lead.Outcome!.FollowUp!.Action));
        var reps = leads.Select(lead => lead.Outcome?.Assignment).OfType<Assignment>().GroupBy(Owner);
        Line(console, "Follow-ups", followUps.Select(group => (group.Key, group.Count())));
        Line(console, "Assigned", reps.Select(group => (group.Key, group.Count())));
    }

    private static string Owner(Assignment assignment) => assignment.Outcome switch
    {
        AssignmentOutcome.Assigned => assignment.RepName ?? assignment.RepId ?? "",
        AssignmentOutcome.Queued => $"queue of {assignment.Team}",
        _ => "nobody needed",
    };

    private static void Line(IAnsiConsole console, string title, IEnumerable<(string Name, int Count)> counts)
    {
        var ordered = counts.OrderByDescending(count => count.Count).ThenBy(count => count.Name, StringComparer.Ordinal).ToList();
        var shown = string.Join(", ", ordered.Take(MostReps).Select(count => $"{Words.Safe(count.Name)} [bold]{count.Count}[/]"));
        console.MarkupLine($"{title}: {shown}{(ordered.Count > MostReps ? $", {ordered.Count - MostReps} more" : "")}");
    }
}

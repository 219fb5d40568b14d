using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Orchestration;
using Spectre.Console;

namespace LeadOrchestrator.Local.Output;

/// <summary>Leads as a table: what became of each.</summary>
internal static class LeadTable
{
    public static Table Of(IEnumerable<LeadState> leads)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Lead").AddColumn("Status").AddColumn(new TableColumn("Score").RightAligned()).AddColumn("Grade")
            .AddColumn("Follow-up").AddColumn("Rep").AddColumn("Effects").AddColumn(new TableColumn("Took").RightAligned());
        foreach (var lead in leads)
        {
            var outcome = lead.Outcome;
            table.AddRow(
                Words.Safe(lead.Id), Status(lead.Status),
                outcome?.Score is { } score ? $"{score.Value}" : "", Words.Safe(outcome?.Score?.Grade),
                outcome?.FollowUp is { } followUp ? Words.Spaced(followUp.Action) : "",
                Rep(outcome?.Assignment), outcome is null ? "" : Effects(outcome),
                outcome is { Timeline: { } timeline } ? Words.Duration(timeline.EndedAt - timeline.StartedAt) : "");
        }

        return table;
    }

    public static string Status(LeadStatus status) => status switch
    {
        LeadStatus.Completed => "[green]Completed[/]",
        LeadStatus.Failed or LeadStatus.Terminated => $"[red]{status}[/]",
        LeadStatus.Parked or LeadStatus.Suspended => $"[yellow]{status}[/]",
        _ => status.ToString(),
    };

    public static string Rep(Assignment? assignment) => assignment switch
    {
        null => "",
        { Outcome: AssignmentOutcome.Assigned } => Words.Safe(assignment.RepName ?? assignment.RepId),
        { Outcome: AssignmentOutcome.Queued } => $"[yellow]queue of {Words.Safe(assignment.Team)}[/]",
        _ => "[grey]nobody needed[/]",
    };

    private static string Effects(LeadOutcome outcome)
    {
        var done = outcome.Effects.Count(effect => effect.Status == EffectStatus.Done);
        return outcome.Parked.Count == 0
            ? $"{done} done"
            : $"{done} done, [yellow]{outcome.Parked.Count} parked[/]";
    }
}

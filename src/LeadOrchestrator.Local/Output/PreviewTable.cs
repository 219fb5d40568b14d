using LeadOrchestrator.Activities.Preview;
using Spectre.Console;

namespace LeadOrchestrator.Local.Output;

/// <summary>A preview as tables: the decisions, and how the leads would spread.</summary>
internal static class PreviewTable
{
    private const int MostRows = 50;

    public static void Write(IAnsiConsole console, PreviewReport report)
    {
        console.MarkupLine($"Rules in force: [bold]{Words.Safe(report.Current.Label)}[/] {report.Current.Hash}{(report.Draft is { } draft ? $"; draft: [bold]{Words.Safe(draft.Label)}[/] {draft.Hash}" : "")}. Nothing was written.");
        console.Write(Decisions(report));
        if (report.Leads.Count > MostRows) console.MarkupLine($"[grey]… and {Words.Count(report.Leads.Count - MostRows)} more; --json gives all.[/]");
        console.Write(Load(report));
        if (report.Changes is { } changes)
            console.MarkupLine($"By the draft, of {Words.Count(report.Leads.Count, "lead", "leads")}: [bold]{changes.Owners}[/] would change owner, {changes.Actions} follow-up, {changes.Scores} score.");
    }

    private static Table Decisions(PreviewReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Lead").AddColumn(new TableColumn("Score").RightAligned()).AddColumn("Grade")
            .AddColumn("Follow-up").AddColumn("Rep").AddColumn("Why");
        foreach (var lead in report.Leads.Take(MostRows))
        {
            Add(Words.Safe(lead.LeadId), lead.Current);
            if (lead.Draft is { } draft) Add(lead.OwnerChanges ? "  [yellow]draft, other owner[/]" : "  [grey]draft[/]", draft);
        }

        return table;

        void Add(string name, PreviewedDecisions decisions) => table.AddRow(
            name, $"{decisions.Score.Value}", Words.Safe(decisions.Score.Grade), Words.Spaced(decisions.FollowUp.Action),
            LeadTable.Rep(decisions.Assignment), Words.Safe(decisions.Assignment.Reason));
    }

    private static Table Load(PreviewReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Rep").AddColumn(new TableColumn("Leads").RightAligned());
        if (report.Draft is not null) table.AddColumn(new TableColumn("By the draft").RightAligned());
        foreach (var load in report.Load)
        {
            List<string> row = [load.RepId is { } rep ? Words.Safe(rep) : "[grey]queue, or nobody needed[/]", $"{load.Current}"];
            if (report.Draft is not null) row.Add($"{load.Draft}");
            table.AddRow([.. row]);
        }

        return table;
    }
}

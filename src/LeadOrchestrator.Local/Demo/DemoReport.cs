using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Orchestration;
using Spectre.Console;

namespace LeadOrchestrator.Local.Demo;

/// <summary>Tells what became of the leads of a demo, and what running at once saved.</summary>
internal sealed class DemoReport(IAnsiConsole console)
{
    private const int MostRows = 20;

    /// <summary>The outcomes, as a table and in sum.</summary>
    public void Outcomes(IReadOnlyList<LeadState> leads, bool all)
    {
        var shown = all ? leads : [.. leads.Take(MostRows)];
        console.Write(LeadTable.Of(shown));
        if (shown.Count < leads.Count) console.MarkupLine($"[grey]… and {leads.Count - shown.Count} more; --all shows them here.[/]");
        OutcomeSummary.Write(console, [.. leads]);
    }

    /// <summary>Leads that were refused, with the fields to mend.</summary>
    public void Rejected(IReadOnlyList<Submission> rejected)
    {
        if (rejected.Count == 0) return;
        console.WriteLine();
        console.MarkupLine($"[bold]{Words.Count(rejected.Count, "lead was", "leads were")} refused[/], each with the field that is wrong:");
        foreach (var submission in rejected)
            foreach (var complaint in submission.Complaints(int.MaxValue)) console.MarkupLine($"  [red]✗[/] {Words.Safe(complaint)}");
    }

    /// <summary>What of a lead's path was in order, and what at once.</summary>
    public void Path(IReadOnlyList<LeadState> leads)
    {
        var steps = leads.Select(lead => lead.Outcome?.Timeline.Steps).OfType<IReadOnlyList<TimelineStep>>()
            .MaxBy(candidate => candidate.Count);
        if (steps is null) return;
        var effects = steps.GroupBy(step => string.Join(',', step.Needs)).Where(group => group.Count() > 1).SelectMany(group => group).ToList();
        console.WriteLine();
        console.MarkupLine($"In order, because each needs the one before: [bold]{string.Join(" → ", steps.Except(effects).Select(step => Words.Safe(step.Key)))}[/]");
        console.MarkupLine($"At once, because none needs another:       [bold]{string.Join(" | ", effects.Select(step => Words.Safe(step.Key)))}[/]");
    }

    /// <summary>
    /// Where the time of these leads went; the control group, whose effects run one after the other, is left out. No saving
    /// is told of it: under load, standing in line hides what running at once saves.
    /// </summary>
    public void Times(string title, IReadOnlyList<LeadState> leads)
    {
        List<TimelineAnalysis> runs = [.. leads.Where(lead => lead.Status == LeadStatus.Completed && lead.Outcome is { Execution: not ExecutionMode.Sequential })
            .Select(lead => TimelineAnalysis.Of(lead.Outcome!.Timeline)).Where(run => run.Comparable)];
        if (runs.Count == 0) return;
        double critical = runs.Sum(run => run.CriticalPathMs), wall = runs.Sum(run => run.WallMs);
        console.WriteLine();
        console.MarkupLine($"[bold]{title}[/] (mean of {Words.Count(runs.Count)} leads, {DemoRun.AtOnce} at a time through this machine)");
        console.MarkupLine($"  from start to end  {Mean(wall)}");
        console.MarkupLine($"  critical path      {Mean(critical)}   the steps that need each other");
        console.MarkupLine($"  the rest           {Mean(Math.Max(0, wall - critical))}   standing in line behind the other leads, and recording every step on disk");

        string Mean(double total) => $"{Words.Duration(TimeSpan.FromMilliseconds(total / runs.Count)),9}";
    }

    /// <summary>Parallel against sequential: measured, predicted, and what lies between.</summary>
    public void Comparison(ComparisonResult result)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]What running at once saves[/]: the same {Words.Count(result.Leads, "lead", "leads")} both ways, taking turns");
        console.MarkupLine(result.Latency > TimeSpan.Zero
            ? $"  [yellow]Simulated:[/] every effect goes to a receiver in this process that answers after {Words.Duration(result.Latency)}, as a remote CRM or chat would."
            : "  Against the built-in targets on this machine, with nothing simulated.");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Typical lead (median)").AddColumn(Right("From start to end")).AddColumn(Right("Its steps need")).AddColumn(Right("Overhead"));
        Row("effects one after the other", result.Sequential);
        Row("effects at once", result.Parallel);
        table.AddRow("[bold]saved[/]", $"[bold]{Words.Percent(result.Measured)}[/] measured", $"{Words.Percent(result.Predicted)} predicted", "");
        console.Write(table);
        console.MarkupLine("  Predicted: 1 − critical path ÷ sum of the steps. Overhead: recording every step on disk, and waiting for a processor that others use.");
        if (Caution(result) is { } caution) console.MarkupLine($"  [yellow]{caution}[/]");

        void Row(string name, ComparedRuns runs) => table.AddRow(name, Words.Duration(runs.Wall), Words.Duration(runs.Steps), Words.Duration(runs.Overhead));
    }

    /// <summary>Why the figures are not what one would take away from them.</summary>
    private static string? Caution(ComparisonResult result) => result switch
    {
        { Measured: < 0 } => "At once took longer here: with steps this short the overhead, and what else the machine does, weigh more than what is saved.",
        { Latency.Ticks: 0 } => "Local steps take so little that the overhead weighs most. --step-latency 100 simulates remote targets.",
        _ when result.Parallel.Overhead > result.Parallel.Steps / 4 =>
            "The overhead is large: this machine is busy, or its disk slow. On a quiet one the measured saving comes near the predicted one.",
        _ => null,
    };

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned();
}

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

    /// <summary>Where the time of these leads went; the control group, whose effects run one after the other, is left out.</summary>
    public void Times(string title, IReadOnlyList<LeadState> leads)
    {
        List<TimelineAnalysis> runs = [.. leads.Where(lead => lead.Status == "Completed" && lead.Outcome is { Execution: not ExecutionMode.Sequential })
            .Select(lead => TimelineAnalysis.Of(lead.Outcome!.Timeline)).Where(run => run.Comparable)];
        if (runs.Count == 0) return;
        double sum = runs.Sum(run => run.SumMs), critical = runs.Sum(run => run.CriticalPathMs), wall = runs.Sum(run => run.WallMs);
        console.WriteLine();
        console.MarkupLine($"[bold]{title}[/] (mean of {Words.Count(runs.Count)} leads)");
        console.MarkupLine($"  sum of the steps   {Mean(sum)}   what they take one after the other");
        console.MarkupLine($"  critical path      {Mean(critical)}   what cannot be faster: a saving of {Words.Percent(Share(critical))} at best");
        console.MarkupLine($"  from start to end  {Mean(wall)}   measured: {Saved(Share(wall))}");

        string Mean(double total) => $"{Words.Duration(TimeSpan.FromMilliseconds(total / runs.Count)),9}";
        double Share(double part) => sum == 0 ? 0 : 1 - (part / sum);
    }

    /// <summary>Parallel against sequential, measured.</summary>
    public void Comparison(ComparisonResult result)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]Parallel against sequential[/], {result.Leads} leads each way");
        console.MarkupLine(result.Latency > TimeSpan.Zero
            ? $"  [yellow]Simulated:[/] every effect goes to a receiver in this process that answers after {Words.Duration(result.Latency)}, as a remote CRM or chat would."
            : "  Against the built-in targets on this machine, with nothing simulated.");
        console.MarkupLine($"  effects one after the other  {Words.Duration(result.Sequential),9}  (median, from start to end)");
        console.MarkupLine($"  effects at once              {Words.Duration(result.Parallel),9}  {Saved(result.Saving)}");
        if (result.Latency == TimeSpan.Zero)
            console.MarkupLine("  [grey]Local steps take microseconds, so the orchestration's own commits weigh most here. --step-latency 100 simulates remote targets.[/]");
    }

    private static string Saved(double share) => share >= 0
        ? $"[green]{Words.Percent(share)} saved[/]"
        : $"[yellow]{Words.Percent(-share)} longer than the steps themselves[/]: with steps this short, recording each on disk and standing in line behind other leads weigh more";
}

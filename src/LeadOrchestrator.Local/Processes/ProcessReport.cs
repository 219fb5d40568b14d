using System.Globalization;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.Output;
using Spectre.Console;

namespace LeadOrchestrator.Local.Processes;

/// <summary>An analysis for people: the figures that matter first, then the steps, then what to change.</summary>
internal sealed class ProcessReport(IAnsiConsole console, ProcessAnalysis analysis, MeasuredMap? measured)
{
    private const int MostSteps = 100, MostWaits = 25, MostPath = 14;

    public void Write()
    {
        console.MarkupLine($"[bold]{Words.Safe(analysis.Name)}[/]: {Words.Count(analysis.Steps.Count, "step", "steps")} in {Words.Count(analysis.Stages.Count, "stage", "stages")}");
        if (analysis.Description is { } description) console.MarkupLine($"[grey]{Words.Safe(description)}[/]");
        Source();
        console.WriteLine();
        Times();
        Steps();
        Path("Critical path", analysis.CriticalPath, "whatever delays one of these delays the whole");
        if (!analysis.TodayPath.SequenceEqual(analysis.CriticalPath)) Path("Today's chain", analysis.TodayPath, "what makes today's time");
        FalseDependencies();
        HandsTable();
        console.WriteLine();
        console.MarkupLine("[bold]In words[/]");
        foreach (var sentence in ProcessSentences.Of(analysis)) console.MarkupLine("• " + Words.Safe(sentence));
    }

    private void Source()
    {
        if (measured is null) return;
        console.MarkupLine($"Durations measured in [bold]{Words.Count(measured.Runs, "lead", "leads")}[/]{(measured.LeftOut > 0 ? $"; {Words.Count(measured.LeftOut)} more left out, because a step was repeated or a clock was wrong" : "")}.");
        if (measured.Unmeasured.Count > 0)
            console.MarkupLine($"[yellow]Not recorded, so as the map has them:[/] {Words.Safe(Shorten(measured.Unmeasured, ", "))}");
    }

    private void Times()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("").NoWrap()).AddColumn(Right("Time")).AddColumn(Right("Saved"));
        if (analysis.Simulation is not null) table.AddColumn(Right("Half the time within")).AddColumn(Right("9 of 10 times within"));
        Row("one after the other", analysis.SumMs, "", null);
        Row("today", analysis.TodayMs, Words.Percent(analysis.SavingNow), analysis.Simulation?.TodayMs);
        Row("[bold]best possible[/]", analysis.BestMs, $"[bold]{Words.Percent(analysis.SavingBest)}[/]", analysis.Simulation?.BestMs);
        if (analysis.Hands is { Limits: not null, WithLimitsMs: { } limited })
            Row("best with limited hands", limited, Words.Percent(ProcessSentences.Share(limited, analysis.SumMs)), null);
        console.Write(table);

        void Row(string name, double time, string saved, Percentiles? spread)
        {
            List<string> cells = [name, DurationText.Of(time), saved];
            if (analysis.Simulation is not null) cells.AddRange(spread is null ? ["", ""] : [DurationText.Of(spread.P50), DurationText.Of(spread.P90)]);
            table.AddRow([.. cells]);
        }
    }

    private void Steps()
    {
        var table = new Table().Border(TableBorder.Rounded);
        var shown = Shown();
        var columns = Columns().Where(column => console.Profile.Width >= column.FromWidth).ToList();
        foreach (var (title, right, _, _) in columns) table.AddColumn(right ? Right(title) : new TableColumn(title).NoWrap());
        foreach (var step in shown) table.AddRow([.. columns.Select(column => column.Cell(step))]);
        console.Write(table);
        console.MarkupLine("[red]●[/] critical: it has no slack. Slack: how much longer a step may take without delaying the whole. ×3: three steps that can run at once.");
        if (shown.Count < analysis.Steps.Count)
            console.MarkupLine($"[grey]… and {Words.Count(analysis.Steps.Count - shown.Count)} more steps; these are the most critical. --format json gives all.[/]");
    }

    /// <summary>What is told of a step; a narrow window does without what the map says anyway.</summary>
    private IEnumerable<(string Title, bool Right, int FromWidth, Func<AnalyzedStep, string> Cell)> Columns() =>
    [
        ("Stage", true, 0, Stage),
        ("", false, 0, step => step.Critical ? "[red]●[/]" : ""),
        ("Step", false, 0, step => step.Critical ? $"[bold]{Words.Safe(step.Id)}[/]" : Words.Safe(step.Id)),
        ("Name", false, 160, step => step.Name == step.Id ? "" : Words.Safe(step.Name)),
        ("Takes", true, 0, step => Words.Safe(Takes(step))),
        ("Can start", true, 0, step => DurationText.Of(step.StartMs)),
        ("Today", true, 100, step => DurationText.Of(step.TodayStartMs)),
        ("Slack", true, 0, step => step.Critical ? "[red]none[/]" : DurationText.Of(step.SlackMs)),
        ("Needs", false, 120, step => Words.Safe(Shorten(step.Needs, ", "))),
        ("Owner", false, 140, step => Words.Safe(step.Automatic ? "automatic" : step.Owner)),
    ];

    private string Stage(AnalyzedStep step)
    {
        var count = analysis.Stages[step.Stage - 1].Steps.Count;
        return count > 1 ? $"{step.Stage} [grey]×{Words.Count(count)}[/]" : $"{step.Stage}";
    }

    /// <summary>All steps, or of very many those with the least slack; stage by stage.</summary>
    private List<AnalyzedStep> Shown() =>
        [.. analysis.Steps.OrderBy(step => step.SlackMs).Take(MostSteps).OrderBy(step => step.Stage).ThenBy(step => step.StartMs).ThenByDescending(step => step.Critical)];

    private static string Takes(AnalyzedStep step) => step.Duration switch
    {
        StepDuration.Fixed or StepDuration.Measured => DurationText.Of(step.DurationMs),
        _ => "≈ " + DurationText.Of(step.DurationMs),
    };

    private void Path(string title, IReadOnlyList<string> ids, string meaning) =>
        console.MarkupLine($"{title}: [bold]{Words.Safe(Shorten(ids, " → "))}[/] [grey]({meaning})[/]");

    private void FalseDependencies()
    {
        console.WriteLine();
        var waits = analysis.FalseDependencies;
        if (waits.Count == 0)
        {
            console.MarkupLine("[bold]False dependencies[/]: none. Nothing waits today for what it does not need.");
            return;
        }

        console.MarkupLine($"[bold]False dependencies[/]: {Words.Count(waits.Count, "wait", "waits")} that nothing needs, by what removing each alone saves");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Step").AddColumn("waits today for").AddColumn(Right("Saves")).AddColumn(Right("of today"));
        foreach (var wait in waits.Take(MostWaits))
            table.AddRow(Words.Safe(wait.Step), Words.Safe(wait.WaitsFor), wait.GainMs > 0 ? DurationText.Of(wait.GainMs) : "[grey]nothing alone[/]", wait.GainMs > 0 ? Words.Percent(wait.Gain) : "");
        table.AddRow("[bold]all of them together[/]", "", $"[bold]{DurationText.Of(analysis.AllRemovedGainMs)}[/]", $"[bold]{Words.Percent(analysis.SavingLeft)}[/]");
        console.Write(table);
        if (waits.Count > MostWaits) console.MarkupLine($"[grey]… and {Words.Count(waits.Count - MostWaits)} more; --format json gives all.[/]");
        if (waits.Any(wait => wait.GainMs == 0))
            console.MarkupLine("[grey]Nothing alone: another chain of today is as long; together with others it counts.[/]");
    }

    private void HandsTable()
    {
        console.WriteLine();
        console.MarkupLine("[bold]Limited hands[/]: the best order when only so many people work on it at the same time");
        var table = new Table().Border(TableBorder.Rounded).AddColumn(Right("Hands")).AddColumn(Right("Time")).AddColumn(Right("Saved")).AddColumn(Right("No order beats"));
        foreach (var tried in analysis.Hands.Tried)
        {
            var mark = tried.Count == analysis.Hands.EnoughHands ? "[green]enough[/] " : "";
            table.AddRow($"{mark}{tried.Count}", DurationText.Of(tried.TimeMs), Words.Percent(Math.Max(0, tried.Saving)), DurationText.Of(tried.AtLeastMs));
        }

        console.Write(table);
    }

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned().NoWrap();

    private static string Shorten(IReadOnlyList<string> ids, string separator) => ids.Count <= MostPath
        ? string.Join(separator, ids)
        : string.Join(separator, [.. ids.Take(MostPath / 2), string.Create(CultureInfo.InvariantCulture, $"({ids.Count - MostPath:#,0} more)"), .. ids.TakeLast(MostPath / 2)]);
}

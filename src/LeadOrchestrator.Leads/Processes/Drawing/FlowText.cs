using System.Globalization;
using System.Text;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Leads.Processes.Drawing;

/// <summary>Says what a flow chart shows, for its heading and for those who do not see it.</summary>
internal static class FlowText
{
    /// <summary>A description of more steps than this helps nobody.</summary>
    private const int MostDescribed = 60;

    public static string Summary(ProcessAnalysis analysis)
    {
        var text = $"One after the other {DurationText.Of(analysis.SumMs)}  ·  critical path {DurationText.Of(analysis.BestMs)}  ·  " +
            $"running at once saves up to {Percent(analysis.SavingBest)}";
        var measures = analysis.Steps.Select(step => step.Duration).OfType<StepDuration.Measured>().ToList();
        var runs = measures.Select(measured => measured.Runs).DefaultIfEmpty(0).Max();
        if (measures.Count > 0 && runs == 0) text += "  ·  not measured yet: equal steps are assumed";
        if (runs > 0) text += string.Create(CultureInfo.InvariantCulture, $"  ·  measured in {runs:#,0} run{(runs == 1 ? "" : "s")}");
        var sequential = analysis.TodayMs >= analysis.SumMs * (1 - 1e-9);
        return sequential ? text : $"{text}  ·  today {DurationText.Of(analysis.TodayMs)}, {Percent(analysis.SavingLeft)} still to gain";
    }

    public static string Describe(ProcessAnalysis analysis, FlowSelection selection)
    {
        var text = new StringBuilder("Flow chart of a process. ").Append(Summary(analysis).Replace("  ·  ", "; ", StringComparison.Ordinal)).Append('.');
        foreach (var step in selection.Steps.Take(MostDescribed)) text.Append(' ').Append(Describe(step)).Append('.');
        if (analysis.Steps.Count > MostDescribed)
            text.Append(CultureInfo.InvariantCulture, $" And {analysis.Steps.Count - Math.Min(MostDescribed, selection.Steps.Count)} more steps.");
        return text.ToString();
    }

    public static string Describe(AnalyzedStep step)
    {
        var needs = step.Needs.Count == 0 ? "needs nothing" : $"needs {string.Join(", ", step.Needs)}";
        var slack = step.Critical ? "on the critical path" : $"{DurationText.Of(step.SlackMs)} slack";
        var owner = step.Owner is null ? "" : $", done by {step.Owner}";
        return $"Stage {step.Stage}, {step.Name}: {Time(step)}, {slack}, {needs}{owner}";
    }

    /// <summary>How long a step takes on average, and whether that is known.</summary>
    public static string Time(AnalyzedStep step) => step.Duration switch
    {
        StepDuration.Measured { Runs: 0 } => "not measured yet",
        StepDuration.Fixed or StepDuration.Measured => DurationText.Of(step.DurationMs),
        _ => "≈ " + DurationText.Of(step.DurationMs),
    };

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}

using System.Globalization;
using System.Text;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Says what a Gantt chart shows, for its heading and for those who do not see it.</summary>
internal static class GanttText
{
    public static string Summary(TimelineAnalysis analysis)
    {
        var times = $"Took {DurationText.Of(analysis.WallMs)}  ·  steps add up to {DurationText.Of(analysis.SumMs)}  ·  " +
            $"critical path {DurationText.Of(analysis.CriticalPathMs)}";
        if (!analysis.Comparable || analysis.SumMs <= 0) return times;
        var saved = analysis.SavingNow >= 0 ? $"saved {Percent(analysis.SavingNow)}" : $"{Percent(-analysis.SavingNow)} longer than the steps";
        return $"{times}  ·  {saved}, a saving of {Percent(analysis.SavingBest)} is possible";
    }

    public static string Describe(TimelineAnalysis analysis)
    {
        var text = new StringBuilder("Gantt chart. ").Append(Summary(analysis).Replace("  ·  ", "; ", StringComparison.Ordinal)).Append('.');
        foreach (var step in analysis.Steps) text.Append(' ').Append(Describe(step)).Append('.');
        foreach (var remark in analysis.Remarks) text.Append(" Note: ").Append(remark);
        return text.ToString();
    }

    public static string Describe(StepAnalysis step)
    {
        var times = step.Succeeded
            ? $"waited {DurationText.Of(step.WaitingMs)}, worked {DurationText.Of(step.WorkingMs)}"
            : $"parked after {DurationText.Of(step.WaitingMs)}";
        var attempts = step.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $", {step.Attempts} attempts") : "";
        return $"{step.Key}: asked for at {DurationText.Of(step.OffsetMs)}, {times}{attempts}{(step.Critical ? ", on the critical path" : "")}";
    }

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}

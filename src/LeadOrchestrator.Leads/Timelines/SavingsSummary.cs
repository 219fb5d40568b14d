using System.Globalization;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Says in plain sentences what a savings report found.</summary>
internal static class SavingsSummary
{
    public static IEnumerable<string> Of(
        int runs, int leftOut, GroupSavings parallel, ControlComparison comparison, ShapeArithmetic arithmetic)
    {
        if (runs == 0) yield return "No finished runs in this period yet.";
        if (parallel.Runs > 0)
        {
            yield return parallel.SumMs.Total > 0
                ? $"By the timelines of {Count(parallel.Runs)} run{(parallel.Runs == 1 ? "" : "s")}, {Effect(parallel.SavingNow.Overall)} " +
                  $"{Percent(parallel.SavingBest.Overall)} is possible with these steps and no overhead. " +
                  $"The orchestration's own time is {DurationText.Of(parallel.OverheadMs.Median)} in the median run."
                : $"The steps of {Count(parallel.Runs)} runs took no measurable time: there is nothing to save from.";
        }

        if (runs > 0) yield return "Against the control group: " + comparison.Verdict;
        if (leftOut > 0)
        {
            yield return $"{Count(leftOut)} of {Count(runs)} runs are left out, because a step was repeated or parked or a clock was wrong: " +
                "only the last attempt's time is known.";
        }

        yield return arithmetic.Statement;
    }

    private static string Effect(double saving) => saving >= 0
        ? $"running at once saves {Percent(saving)} of the time that the steps take one after the other;"
        : $"leads take {Percent(-saving)} longer than their steps one after the other, because steps this short wait longer than they work;";

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}

using System.Text.Json.Serialization;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>How the independent steps of a run were executed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunOrder>))]
public enum RunOrder
{
    /// <summary>At once.</summary>
    [JsonStringEnumMemberName("parallel")] Parallel,

    /// <summary>One after the other: the control group.</summary>
    [JsonStringEnumMemberName("sequential")] Sequential,
}

/// <summary>One finished run and how it was executed.</summary>
/// <param name="Order">How its independent steps were executed.</param>
/// <param name="Analysis">Where its time went.</param>
public sealed record MeasuredRun(RunOrder Order, TimelineAnalysis Analysis);

/// <summary>What running at once saves, measured over many leads in two independent ways.</summary>
/// <param name="Runs">How many runs were looked at.</param>
/// <param name="LeftOut">How many of them were left out, because a step was repeated or parked or a clock was wrong.</param>
/// <param name="Parallel">The runs whose independent steps ran at once.</param>
/// <param name="Sequential">The control group.</param>
/// <param name="Comparison">Both groups against each other.</param>
/// <param name="Arithmetic">What the shape of a process alone allows, with nothing measured.</param>
/// <param name="Summary">The findings in plain sentences.</param>
public sealed record SavingsReport(
    int Runs,
    int LeftOut,
    GroupSavings Parallel,
    GroupSavings Sequential,
    ControlComparison Comparison,
    ShapeArithmetic Arithmetic,
    IReadOnlyList<string> Summary)
{
    /// <summary>Reads the runs once, keeping six numbers of each.</summary>
    public static SavingsReport Of(IEnumerable<MeasuredRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return SavingsReporter.Report(runs);
    }
}

/// <summary>The savings of one group of runs, from their timelines.</summary>
/// <param name="Runs">How many runs.</param>
/// <param name="SumMs">Steps one after the other, in milliseconds.</param>
/// <param name="CriticalPathMs">The critical path, in milliseconds.</param>
/// <param name="WallMs">From start to end, in milliseconds.</param>
/// <param name="OverheadMs">The orchestration's own time, in milliseconds.</param>
/// <param name="SavingNow">1 − wall ÷ sum, over the totals and as a median of leads.</param>
/// <param name="SavingBest">1 − critical path ÷ sum, over the totals and as a median of leads.</param>
public sealed record GroupSavings(
    int Runs, Spread SumMs, Spread CriticalPathMs, Spread WallMs, Spread OverheadMs, SavingShare SavingNow, SavingShare SavingBest);

/// <summary>A quantity over many runs; all 0 when there are none.</summary>
/// <param name="Total">The sum.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Median">The median.</param>
/// <param name="P90">Nine of ten are at most this.</param>
/// <param name="Max">The largest.</param>
public sealed record Spread(double Total, double Mean, double Median, double P90, double Max);

/// <summary>A share saved, below 1; negative when more was lost than saved.</summary>
/// <param name="Overall">Over the totals: long leads weigh more.</param>
/// <param name="Median">The median lead's.</param>
public sealed record SavingShare(double Overall, double Median);

/// <summary>The control group against the rest: how much longer leads take when nothing runs at once.</summary>
/// <param name="Enough">Whether both groups hold at least <see cref="Minimum"/> runs; without that, no figure is given.</param>
/// <param name="Minimum">The runs needed in each group.</param>
/// <param name="ParallelRuns">The runs compared of the one group.</param>
/// <param name="SequentialRuns">The runs compared of the other.</param>
/// <param name="DifferenceMs">Mean wall time, sequential less parallel, in milliseconds (Welch's t).</param>
/// <param name="Saving">1 − parallel ÷ sequential of typical (geometric mean) wall times (Welch's t on logarithms).</param>
/// <param name="Verdict">The finding in words, also when there is not enough data.</param>
public sealed record ControlComparison(
    bool Enough, int Minimum, int ParallelRuns, int SequentialRuns, Estimate? DifferenceMs, Estimate? Saving, string Verdict);

/// <summary>An estimate with its 95% confidence interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
public sealed record Estimate(double Value, double Low, double High);

using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Local.Demo;

/// <summary>The same leads through the same process, with the effects at once and one after the other.</summary>
/// <param name="Leads">How many leads each way.</param>
/// <param name="Latency">What every effect was made to take; zero for the built-in targets as they are.</param>
/// <param name="Sequential">With the effects one after the other.</param>
/// <param name="Parallel">With the effects at once.</param>
internal sealed record ComparisonResult(int Leads, TimeSpan Latency, ComparedRuns Sequential, ComparedRuns Parallel)
{
    /// <summary>The share of time that running at once saved, from start to end; negative if it cost time.</summary>
    public double Measured => Sequential.Wall == TimeSpan.Zero ? 0 : 1 - (Parallel.Wall / Sequential.Wall);

    /// <summary>What the steps alone predict: 1 − critical path ÷ sum, without anybody's overhead.</summary>
    public double Predicted => Sequential.Steps == TimeSpan.Zero ? 0 : Math.Max(0, 1 - (Parallel.Steps / Sequential.Steps));
}

/// <summary>The typical lead of one way.</summary>
/// <param name="Wall">The median from start to end.</param>
/// <param name="Steps">The median of what its steps need: their sum one after the other, their critical path at once.</param>
internal sealed record ComparedRuns(TimeSpan Wall, TimeSpan Steps)
{
    /// <summary>What is not the steps' own: recording each on disk, and standing in line on a busy machine.</summary>
    public TimeSpan Overhead => Wall > Steps ? Wall - Steps : TimeSpan.Zero;

    /// <param name="runs">The runs; at least one.</param>
    /// <param name="steps">What the steps of a run need, in milliseconds.</param>
    public static ComparedRuns Of(IReadOnlyCollection<TimelineAnalysis> runs, Func<TimelineAnalysis, double> steps) =>
        new(Median(runs.Select(run => run.WallMs)), Median(runs.Select(steps)));

    private static TimeSpan Median(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(sorted[sorted.Length / 2]);
    }
}

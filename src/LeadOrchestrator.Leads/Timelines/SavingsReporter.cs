using MathNet.Numerics.Statistics;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Gathers what runs measured into a <see cref="SavingsReport"/>.</summary>
internal static class SavingsReporter
{
    public static SavingsReport Report(IEnumerable<MeasuredRun> runs)
    {
        var (parallel, sequential) = (new Group(), new Group());
        var (count, leftOut) = (0, 0);
        foreach (var (order, analysis) in runs)
        {
            count++;
            if (analysis.Comparable) (order == RunOrder.Parallel ? parallel : sequential).Add(analysis);
            else leftOut++;
        }

        var (atOnce, inOrder) = (parallel.ToSavings(), sequential.ToSavings());
        var comparison = GroupComparison.Of(parallel.WallMs, sequential.WallMs);
        var arithmetic = ShapeArithmetic.OfLeadPath();
        return new(
            count, leftOut, atOnce, inOrder, comparison, arithmetic,
            [.. SavingsSummary.Of(count, leftOut, atOnce, comparison, arithmetic)]);
    }

    /// <summary>The numbers kept of each run of one group.</summary>
    private sealed class Group
    {
        private readonly List<double> _sum = [], _critical = [], _overhead = [], _now = [], _best = [];

        public List<double> WallMs { get; } = [];

        public void Add(TimelineAnalysis run)
        {
            _sum.Add(run.SumMs);
            _critical.Add(run.CriticalPathMs);
            WallMs.Add(run.WallMs);
            _overhead.Add(run.Overhead.TotalMs);
            _now.Add(run.SavingNow);
            _best.Add(run.SavingBest);
        }

        public GroupSavings ToSavings()
        {
            var (sum, critical, wall) = (Spread(_sum), Spread(_critical), Spread(WallMs));
            return new(
                WallMs.Count, sum, critical, wall, Spread(_overhead),
                new(Share(wall, sum), Median(_now)), new(Share(critical, sum), Median(_best)));
        }

        private static double Share(Spread taken, Spread sum) => sum.Total > 0 ? 1 - (taken.Total / sum.Total) : 0;

        private static double Median(List<double> values) => values.Count == 0 ? 0 : values.Median();

        private static Spread Spread(List<double> values)
        {
            if (values.Count == 0) return new(0, 0, 0, 0, 0);
            var sorted = values.Order().ToArray();
            var total = sorted.Sum();
            return new(
                total, total / sorted.Length, SortedArrayStatistics.Median(sorted),
                SortedArrayStatistics.QuantileCustom(sorted, 0.9, QuantileDefinition.R7), sorted[^1]);
        }
    }
}

using LeadOrchestrator.Leads.Timelines;
using static LeadOrchestrator.Leads.Tests.Timelines.Runs;

namespace LeadOrchestrator.Leads.Tests.Timelines;

public sealed class SavingsReportTests
{
    [Fact]
    public void Of_NoRuns_SaysSo()
    {
        var report = SavingsReport.Of([]);

        Assert.Equal(0, report.Runs);
        Assert.False(report.Comparison.Enough);
        Assert.Contains("No finished runs", report.Summary[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TooFewInOneGroup_GivesNoFigureButSaysWhatIsMissing()
    {
        var report = SavingsReport.Of([.. Many(RunOrder.Parallel, 100), .. Many(RunOrder.Sequential, 29)]);

        Assert.False(report.Comparison.Enough);
        Assert.Null(report.Comparison.DifferenceMs);
        Assert.Null(report.Comparison.Saving);
        Assert.Equal("Not enough data: 100 parallel and 29 sequential runs, and each group needs at least 30.", report.Comparison.Verdict);
    }

    [Fact]
    public void Of_BothGroups_FindsTheDifferenceAndTheSaving()
    {
        var report = SavingsReport.Of([.. Many(RunOrder.Parallel, 100), .. Many(RunOrder.Sequential, 40)]);

        var (difference, saving) = (report.Comparison.DifferenceMs!, report.Comparison.Saving!);
        Assert.InRange(201, difference.Low, difference.High);
        Assert.InRange(1 - (414.0 / 615), saving.Low, saving.High);
        Assert.True(saving.High - saving.Low < 0.02);
        Assert.Equal((100, 40), (report.Comparison.ParallelRuns, report.Comparison.SequentialRuns));
        Assert.Contains("Sequential runs take", report.Comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_GroupsWithoutADifference_SaysThatNoneIsShown()
    {
        var runs = Enumerable.Range(0, 80).Select(i => new MeasuredRun(
            i % 2 == 0 ? RunOrder.Parallel : RunOrder.Sequential, TimelineAnalysis.Of(Runs.Of(Step("A", 0, 0, 100 + (i / 2 % 7))))));

        var comparison = SavingsReport.Of(runs).Comparison;

        Assert.True(comparison.Enough);
        Assert.StartsWith("No difference is shown", comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ParallelSlower_SaysThatToo()
    {
        var runs = Enumerable.Range(0, 80).Select(i => new MeasuredRun(
            i % 2 == 0 ? RunOrder.Parallel : RunOrder.Sequential, TimelineAnalysis.Of(Runs.Of(Step("A", 0, 0, (i % 2 == 0 ? 200 : 100) + (i / 2 % 7))))));

        var comparison = SavingsReport.Of(runs).Comparison;

        Assert.True(comparison.Saving!.Value < 0);
        Assert.StartsWith("Parallel runs take 100 ms longer", comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ParkedAndRepeated_AreLeftOutAndCounted()
    {
        var report = SavingsReport.Of(
        [
            new(RunOrder.Parallel, TimelineAnalysis.Of(AtOnce())),
            new(RunOrder.Parallel, TimelineAnalysis.Of(Runs.Of(Step("A", 0, 3_600_000, 3_600_010, attempts: 6)))),
            new(RunOrder.Sequential, TimelineAnalysis.Of(Runs.Of(Step("A", 0, 0, 10, attempts: 5, succeeded: false)))),
        ]);

        Assert.Equal((3, 2, 1, 0), (report.Runs, report.LeftOut, report.Parallel.Runs, report.Sequential.Runs));
        Assert.Equal(410, report.Parallel.WallMs.Max, 6);
        Assert.Contains(report.Summary, line => line.StartsWith("2 of 3 runs are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_Runs_SumsAndMediansAreThoseOfTheRuns()
    {
        var group = SavingsReport.Of(new[] { 10.0, 20, 60 }.Select(ms =>
            new MeasuredRun(RunOrder.Parallel, TimelineAnalysis.Of(Runs.Of(Step("A", 0, 0, ms), Step("B", 0, 0, ms)))))).Parallel;

        Assert.Equal((180, 60, 40, 120), (group.SumMs.Total, group.SumMs.Mean, group.SumMs.Median, group.SumMs.Max));
        Assert.Equal(90, group.WallMs.Total, 6);
        Assert.Equal(0.5, group.SavingNow.Overall, 9);
        Assert.Equal(0.5, group.SavingBest.Median, 9);
    }

    [Fact]
    public void Welch_KnownSamples_AgreesWithTheTextbook()
    {
        // R's own example, t.test(extra ~ group, data = sleep): mean difference -1.58, interval -3.3654832 to 0.2054832.
        double[] one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        double[] other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

        var estimate = GroupComparison.Welch(one, other);

        Assert.Equal(-1.58, estimate.Value, 9);
        Assert.Equal(-3.3654832, estimate.Low, 6);
        Assert.Equal(0.2054832, estimate.High, 6);
    }

    [Fact]
    public void Welch_SamplesWithoutSpread_IsExact()
    {
        var estimate = GroupComparison.Welch([5, 5, 5], [3, 3, 3]);

        Assert.Equal((2, 2, 2), (estimate.Value, estimate.Low, estimate.High));
    }

    [Fact]
    public void Welch_ManySamples_CoverTheTruthAboutNinetyFiveTimesOfAHundred()
    {
        var random = new Random(11);
        var covered = Enumerable.Range(0, 2000).Count(_ =>
        {
            var estimate = GroupComparison.Welch(Sample(30, 3), Sample(50, 1));
            return estimate.Low <= 0 && estimate.High >= 0;
        });

        Assert.InRange(covered / 2000.0, 0.935, 0.965);

        double[] Sample(int size, double spread) => [.. Enumerable.Range(0, size).Select(_ => spread * Enumerable.Range(0, 12).Sum(_ => random.NextDouble() - 0.5))];
    }

    [Fact]
    public void OfLeadPath_EqualSteps_SaveAThirdAndMoreTakesOtherShapes()
    {
        var arithmetic = ShapeArithmetic.OfLeadPath();

        Assert.Equal(1.0 / 3, arithmetic.EqualSteps.Saving, 9);
        Assert.Equal([1.5, 3, 9], arithmetic.ToReach.Select(target => target.Heavier!.Weight));
        Assert.Equal([4, 5, 7], arithmetic.ToReach.Select(target => target.More.AtOnce));
        Assert.All(arithmetic.ToReach, target =>
        {
            Assert.Equal(target.Saving, target.Heavier!.Saving, 9);
            Assert.True(target.More.Saving >= target.Saving - 1e-9);
            Assert.True((target.More with { AtOnce = target.More.AtOnce - 1 }).Saving < target.Saving);
        });
        Assert.Contains("save 33%", arithmetic.Statement, StringComparison.Ordinal);
        Assert.Contains("never save more than 67%", arithmetic.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void ShapeTarget_MoreThanBranchesCanSave_HasNoWeight() => Assert.Null(ShapeTarget.From(new(3, 2, 1), 0.5).Heavier);

    /// <summary>Runs that differ by a few milliseconds, as real ones do.</summary>
    private static IEnumerable<MeasuredRun> Many(RunOrder order, int count) => Enumerable.Range(0, count).Select(i =>
    {
        var timeline = order == RunOrder.Parallel ? AtOnce() : InOrder();
        return new MeasuredRun(order, TimelineAnalysis.Of(timeline, timeline.EndedAt.AddMilliseconds(i % 9)));
    });
}

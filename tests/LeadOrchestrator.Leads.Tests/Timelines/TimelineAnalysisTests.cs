using CsCheck;
using LeadOrchestrator.Leads.Timelines;
using static LeadOrchestrator.Leads.Tests.Timelines.Runs;

namespace LeadOrchestrator.Leads.Tests.Timelines;

public sealed class TimelineAnalysisTests
{
    [Fact]
    public void Of_StepsAtOnce_SavesWhatTheArithmeticSays()
    {
        var analysis = TimelineAnalysis.Of(AtOnce());

        Assert.Equal(600, analysis.SumMs, 6);
        Assert.Equal(400, analysis.CriticalPathMs, 6);
        Assert.Equal(410, analysis.WallMs, 6);
        Assert.Equal(1 - (410.0 / 600), analysis.SavingNow, 9);
        Assert.Equal(1.0 / 3, analysis.SavingBest, 9);
        Assert.Equal(["Score", "Plan", "Assign"], analysis.CriticalPath.Take(3));
        Assert.True(analysis.Comparable);
        Assert.Empty(analysis.Remarks);
    }

    [Fact]
    public void Of_StepsAtOnce_TellsTheOverheadApart()
    {
        var overhead = TimelineAnalysis.Of(AtOnce(), completedAt: At(415)).Overhead;

        Assert.Equal(1, overhead.TimeToFirstStepMs, 6);
        Assert.Equal(2, overhead.StepToStepMs, 6); // 2, 2, 2, 3, 5
        Assert.Equal(5, overhead.StepToStepMaxMs, 6);
        Assert.Equal(3, overhead.FanOutSpreadMs, 6);
        Assert.Equal(["Crm:book", "Notify:inbox", "Log:events"], Assert.Single(overhead.FanOuts).Steps);
        Assert.Equal(5, overhead.CompletionMs, 6);
        Assert.Equal(1 + 2 + 2 + 2 + 5, overhead.TotalMs, 6);
    }

    [Fact]
    public void Of_StepsAtOnce_SeesThemOverlap()
    {
        var overlap = TimelineAnalysis.Of(AtOnce()).Overlap;

        Assert.True(overlap.Possible);
        Assert.True(overlap.Seen);
        Assert.Equal(3, overlap.AtOnce);
        Assert.Equal(300 - 103, overlap.OverlapMs, 6);
        Assert.Empty(overlap.BrokenOrder);
    }

    [Fact]
    public void Of_StepsInOrder_SavesNothingButCould()
    {
        var analysis = TimelineAnalysis.Of(InOrder());

        Assert.Equal(1 - (611.0 / 600), analysis.SavingNow, 9);
        Assert.Equal(1.0 / 3, analysis.SavingBest, 9);
        Assert.True(analysis.Overlap.Possible);
        Assert.False(analysis.Overlap.Seen);
        Assert.Equal(1, analysis.Overlap.AtOnce);
        Assert.Empty(analysis.Overhead.FanOuts);
        Assert.Equal(2, analysis.Overhead.StepToStepMaxMs, 6); // waiting for the branch before is not the orchestration's doing
    }

    [Fact]
    public void Of_ChainOfNeeds_CannotOverlap()
    {
        var analysis = TimelineAnalysis.Of(Runs.Of(Step("A", 0, 0, 10), Step("B", 10, 10, 30, ["A"])));

        Assert.False(analysis.Overlap.Possible);
        Assert.Equal(0, analysis.SavingBest, 9);
    }

    [Fact]
    public void Of_Step_TellsWaitingFromWorking()
    {
        var step = TimelineAnalysis.Of(AtOnce()).Steps[5];

        Assert.Equal("Log:events", step.Key);
        Assert.Equal(306, step.OffsetMs, 6);
        Assert.Equal(4, step.WaitingMs, 6);
        Assert.Equal(100, step.WorkingMs, 6);
        Assert.Equal(5, step.DispatchMs!.Value, 6);
    }

    [Fact]
    public void Of_ShorterBranch_HasSlack()
    {
        var analysis = TimelineAnalysis.Of(Runs.Of(
            Step("A", 0, 0, 10), Step("B:x", 10, 10, 60, ["A"]), Step("C:y", 10, 10, 30, ["A"])));

        Assert.Equal(["A", "B:x"], analysis.CriticalPath);
        Assert.Equal(30, analysis.Steps[2].SlackMs, 6);
        Assert.False(analysis.Steps[2].Critical);
        Assert.Equal(0, analysis.Steps[1].SlackMs, 6);
    }

    [Fact]
    public void Of_ParkedStep_CountsNoWorkAndComparesNothing()
    {
        var analysis = TimelineAnalysis.Of(Runs.Of(
            Step("A", 0, 0, 10), Step("B:x", 10, 10, 5000, ["A"], attempts: 5, succeeded: false)));

        Assert.False(analysis.Comparable);
        Assert.Equal(10, analysis.SumMs, 6);
        Assert.Equal(0, analysis.Steps[1].WorkingMs);
        Assert.Equal(4990, analysis.Steps[1].WaitingMs, 6);
        Assert.Contains("B:x is parked after 5 attempts", Assert.Single(analysis.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RedrivenStep_CountsBeingParkedAsWaiting()
    {
        var hour = 3_600_000;
        var analysis = TimelineAnalysis.Of(Runs.Of(
            Step("A", 0, 0, 10), Step("B:x", 10, hour, hour + 20, ["A"], attempts: 6)));

        Assert.False(analysis.Comparable);
        Assert.Equal(hour - 10, analysis.Steps[1].WaitingMs, 6);
        Assert.Equal(20, analysis.Steps[1].WorkingMs, 6);
        Assert.Null(analysis.Steps[1].DispatchMs);
        Assert.Equal(30, analysis.CriticalPathMs, 6);
    }

    [Fact]
    public void Of_StepsOfNoLength_SaveNothingAndBelongToThePath()
    {
        var analysis = TimelineAnalysis.Of(Runs.Of(Step("A", 0, 0, 0), Step("B", 0, 0, 0, ["A"])));

        Assert.Equal((0, 0), (analysis.SavingNow, analysis.SavingBest));
        Assert.Equal(["A", "B"], analysis.CriticalPath);
        Assert.True(analysis.Comparable);
    }

    [Fact]
    public void Of_EndBeforeStart_CountsAsNoWork()
    {
        var analysis = TimelineAnalysis.Of(Runs.Of(Step("A", 0, 50, 20), Step("B", 50, 60, 70, ["A"])));

        Assert.Equal(0, analysis.Steps[0].WorkingMs);
        Assert.Equal(10, analysis.SumMs, 6);
        Assert.False(analysis.Comparable);
        Assert.Contains("ends before it begins", Assert.Single(analysis.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(500, false)]
    public void Of_StartBeforeAsking_IsRemarkedAndComparedIfSmall(double skew, bool comparable)
    {
        var analysis = TimelineAnalysis.Of(Runs.Of(Step("A", 600, 600 - skew, 700)));

        Assert.Equal(0, analysis.Steps[0].WaitingMs);
        Assert.Equal(comparable, analysis.Comparable);
        Assert.Contains("two clocks differ", Assert.Single(analysis.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RunThatEndsBeforeItBegins_HasNoNegativeTimes()
    {
        var analysis = TimelineAnalysis.Of(new Timeline(At(100), At(0), [Step("A", 0, 10, 20)]));

        Assert.False(analysis.Comparable);
        Assert.True(analysis.WallMs >= 0);
        Assert.True(analysis.Overhead.TotalMs >= 0);
    }

    [Fact]
    public void Of_StepThatBeganBeforeItsNeedEnded_IsABrokenOrder()
    {
        var analysis = TimelineAnalysis.Of(Runs.Of(Step("A", 0, 0, 10), Step("B", 0, 4, 20, ["A"])));

        Assert.Equal("B began 6 ms before A had ended, which it needs.", Assert.Single(analysis.Overlap.BrokenOrder));
    }

    [Fact]
    public void Of_NeedsInACircle_IsRemarkedAndAnalysed()
    {
        var analysis = TimelineAnalysis.Of(Runs.Of(Step("A", 0, 0, 10, ["B"]), Step("B", 10, 10, 30, ["A"])));

        Assert.Equal(30, analysis.CriticalPathMs, 6);
        Assert.Contains(analysis.Remarks, remark => remark.Contains("circle", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_NothingRunYet_IsEmptyAndNotComparable()
    {
        var analysis = TimelineAnalysis.Of(Runs.Of());

        Assert.Equal((0, 0, 0), (analysis.SumMs, analysis.CriticalPathMs, analysis.WallMs));
        Assert.Empty(analysis.CriticalPath);
        Assert.False(analysis.Comparable);
    }

    [Fact]
    public void Of_AnyTimes_KeepsTheLaws() => AnyTimeline.Sample(timeline =>
    {
        var analysis = TimelineAnalysis.Of(timeline);

        Assert.InRange(analysis.SavingBest, 0, 1 - double.Epsilon);
        Assert.True(analysis.SavingNow < 1 || analysis.WallMs == 0);
        Assert.True(analysis.CriticalPathMs <= analysis.SumMs);
        Assert.All(analysis.Steps, step => Assert.True(step.WaitingMs >= 0 && step.WorkingMs >= 0 && step.SlackMs >= 0 && step.DispatchMs is null or >= 0));
        Assert.True(analysis.Overhead.TotalMs >= 0 && analysis.Overhead.CompletionMs >= 0 && analysis.Overhead.TimeToFirstStepMs >= 0);
        Assert.True(analysis.Overhead.TotalMs <= analysis.WallMs + 1e-6);
        Assert.True(double.IsFinite(analysis.SavingNow));
    });

    [Fact]
    public void Of_SoundTimes_CriticalPathIsTheLongestChainOfAll() => AnyTimeline.Sample(timeline =>
    {
        var analysis = TimelineAnalysis.Of(timeline);

        var byKey = analysis.Steps.ToDictionary(step => step.Key);
        Assert.Equal(analysis.Steps.Max(step => Longest(step.Key)), analysis.CriticalPathMs, 6);

        double Longest(string key) => byKey[key].WorkingMs + byKey[key].Needs.Select(Longest).DefaultIfEmpty(0).Max();
    });

    /// <summary>Up to eight steps with any times at all; needs point to earlier steps.</summary>
    private static Gen<Timeline> AnyTimeline { get; } =
        from count in Gen.Int[1, 8]
        from times in Gen.Select(Gen.Int[-50, 500], Gen.Int[-50, 500], Gen.Int[-50, 500], Gen.Bool).Array[count]
        from needs in Gen.Bool.Array[count * count]
        select Runs.Of([.. times.Select((time, i) => Step(
            $"S{i}", time.Item1, time.Item2, time.Item3, [.. Enumerable.Range(0, i).Where(j => needs[(i * count) + j]).Select(j => $"S{j}")], succeeded: time.Item4))]);
}

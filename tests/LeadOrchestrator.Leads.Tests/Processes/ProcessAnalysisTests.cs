using CsCheck;
using LeadOrchestrator.Leads.Processes;
using static LeadOrchestrator.Leads.Tests.Processes.Maps;

namespace LeadOrchestrator.Leads.Tests.Processes;

public sealed class ProcessAnalysisTests
{
    [Fact]
    public void Of_SixEqualSteps_SavesAThird()
    {
        var analysis = ProcessAnalysis.Of(SixEqual());

        Assert.Equal((600, 600, 400), (analysis.SumMs, analysis.TodayMs, analysis.BestMs));
        Assert.Equal(0, analysis.SavingNow);
        Assert.Equal(1.0 / 3, analysis.SavingBest, 9);
        Assert.Equal(1.0 / 3, analysis.SavingLeft, 9);
        Assert.Equal(["a", "b", "c"], analysis.CriticalPath.Take(3));
        Assert.Equal(1.5, analysis.Amdahl.MaxSpeedup, 9);
        Assert.Equal(2.0 / 3, analysis.Amdahl.InOrderShare, 9);
    }

    [Fact]
    public void Of_SixEqualSteps_FindsTheStagesAndTheFalseWaits()
    {
        var analysis = ProcessAnalysis.Of(SixEqual());

        Assert.Equal(["a", "b", "c", "x y z"], analysis.Stages.Select(stage => string.Join(' ', stage.Steps)));
        Assert.Equal([("y", "x", 100.0), ("z", "y", 100.0)], analysis.FalseDependencies.Select(wait => (wait.Step, wait.WaitsFor, wait.GainMs)));
        Assert.Equal(200, analysis.AllRemovedGainMs);
    }

    [Fact]
    public void Of_WaitForSomethingNeededThroughOthers_IsNotFalse()
    {
        var analysis = ProcessAnalysis.Of(Of(Step("a", 1), Step("b", 1, ["a"]), Step("c", 1, ["b"], ["a"])));

        Assert.Empty(analysis.FalseDependencies);
        Assert.Equal(["b", "a"], analysis.Steps[2].WaitsFor);
    }

    [Fact]
    public void Of_Changes_AreOrderedByGain()
    {
        var analysis = ProcessAnalysis.Of(Of(Step("a", 10), Step("b", 5, after: ["a"]), Step("c", 100), Step("d", 40, after: ["c"])));

        Assert.Equal([("d", 40.0), ("b", 0)], analysis.FalseDependencies.Select(wait => (wait.Step, wait.GainMs)));
        Assert.Equal(40.0 / 140, analysis.FalseDependencies[0].Gain, 9);
    }

    [Fact]
    public void Of_BranchBesideTheCriticalPath_HasSlack()
    {
        var steps = ProcessAnalysis.Of(Of(Step("a", 10), Step("long", 50, ["a"]), Step("short", 20, ["a"]), Step("end", 5, ["long", "short"]))).Steps;

        Assert.Equal([0, 0, 30, 0], steps.Select(step => step.SlackMs));
        Assert.Equal([true, true, false, true], steps.Select(step => step.Critical));
        Assert.Equal((10, 30), (steps[2].StartMs, steps[2].EndMs));
    }

    [Fact]
    public void Of_UnsoundMap_Throws()
    {
        var problem = Assert.Throws<ProcessMapException>(() => ProcessAnalysis.Of(Of(Step("a", 1, ["b"]), Step("b", 1, ["a"])))).Problems;

        Assert.Contains("circle: a needs b, b needs a", Assert.Single(problem).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SixEqualSteps_SaysHowMuchMustLeaveTheCriticalPathToSaveMore() =>
        Assert.Equal([(0.4, 360, 40), (0.5, 300, 100), (0.6, 240, 160)], ProcessAnalysis.Of(SixEqual()).ToReach.Select(target =>
            (target.Saving, Math.Round(target.CriticalPathMs, 6), Math.Round(target.ToMoveMs, 6))));

    [Fact]
    public void Of_StepsOfNoLength_SaveNothing()
    {
        var analysis = ProcessAnalysis.Of(Of(Step("a", 0), Step("b", 0)));

        Assert.Equal((0, 0, 0, 1), (analysis.SavingNow, analysis.SavingBest, analysis.SavingLeft, analysis.Amdahl.MaxSpeedup));
    }

    [Fact]
    public void Of_AnyMap_CriticalPathIsTheLongestOfAllChains() => Small.Sample(map =>
    {
        var analysis = ProcessAnalysis.Of(map);

        Assert.Equal(LongestChain(map, step => step.Needs), analysis.BestMs, 9);
        Assert.Equal(LongestChain(map, step => [.. step.Needs, .. step.After!]), analysis.TodayMs, 9);
        Assert.Equal(analysis.BestMs, analysis.Steps.Where(step => analysis.CriticalPath.Contains(step.Id)).Sum(step => step.DurationMs), 9);
        Assert.All(analysis.CriticalPath.Zip(analysis.CriticalPath.Skip(1)), pair =>
            Assert.Contains(pair.First, analysis.Steps.Single(step => step.Id == pair.Second).Needs));
    });

    [Fact]
    public void Of_AnyMap_KeepsTheLawsOfSaving() => Small.Sample(map =>
    {
        var analysis = ProcessAnalysis.Of(map);

        Assert.True(analysis.BestMs <= analysis.TodayMs && analysis.TodayMs <= analysis.SumMs);
        Assert.All(new[] { analysis.SavingNow, analysis.SavingBest, analysis.SavingLeft }, saving => Assert.True(saving is >= 0 and < 1));
        Assert.All(analysis.FalseDependencies, wait => Assert.InRange(wait.GainMs, 0, analysis.AllRemovedGainMs));
    });

    [Fact]
    public void Of_AnyMap_SlackIsHowMuchLongerAStepMayTake() => Gen.Select(Small, Gen.Int[0, 8]).Sample((map, chosen) =>
    {
        var index = chosen % map.Steps.Count;
        var analysis = ProcessAnalysis.Of(map);
        var slack = analysis.Steps[index].SlackMs;

        Assert.True(slack >= 0);
        Assert.Equal(analysis.BestMs, Longer(slack).BestMs, 9);
        Assert.Equal(analysis.BestMs + 1, Longer(slack + 1).BestMs, 9);

        ProcessAnalysis Longer(double ms) => ProcessAnalysis.Of(map with
        {
            Steps = [.. map.Steps.Select((step, i) => i == index ? step with { Duration = new StepDuration.Fixed(step.Duration.MeanMs + ms) } : step)],
        });
    });

    [Fact]
    public void Of_AnyMap_FalseWaitsAreThoseThatNothingNeeds() => Small.Sample(map =>
    {
        var analysis = ProcessAnalysis.Of(map);

        var expected = map.Steps.SelectMany(step => step.After!.Where(other => !Needed(map, step.Id).Contains(other)).Select(other => (step.Id, other)));
        Assert.Equal(expected.Order(), analysis.FalseDependencies.Select(wait => (wait.Step, wait.WaitsFor)).Order());
    });

    [Fact]
    public void Of_AnyMap_GainIsWhatRemovingTheWaitReallySaves() => Small.Sample(map =>
    {
        var analysis = ProcessAnalysis.Of(map);

        Assert.All(analysis.FalseDependencies, wait =>
        {
            var without = map with
            {
                Steps = [.. map.Steps.Select(step => step.Id == wait.Step ? step with { After = [.. step.After!.Where(id => id != wait.WaitsFor)] } : step)],
            };
            Assert.Equal(analysis.TodayMs - ProcessAnalysis.Of(without).TodayMs, wait.GainMs, 9);
        });
    }, iter: 500);

    [Fact]
    public void Of_AnyMap_StagesHoldOnlyStepsThatNeedNothingOfEachOther() => Small.Sample(map =>
    {
        var analysis = ProcessAnalysis.Of(map);

        Assert.Equal(map.Steps.Count, analysis.Stages.Sum(stage => stage.Steps.Count));
        Assert.All(analysis.Stages, stage => Assert.All(stage.Steps, id => Assert.Empty(Needed(map, id).Intersect(stage.Steps))));
    });

    [Fact]
    public void Of_TenThousandSteps_IsAnalysedCompletely()
    {
        var map = Of([.. Enumerable.Range(0, 10_000).Select(i => Step($"s{i}", 1, i >= 7 ? [$"s{i - 7}"] : [], i > 0 ? [$"s{i - 1}"] : []))]);

        var analysis = ProcessAnalysis.Of(map);

        Assert.Equal((10_000, 1429), (analysis.TodayMs, analysis.BestMs));
        Assert.Equal(9_999, analysis.FalseDependencies.Count);
        Assert.Equal(7, analysis.Hands.EnoughHands);
    }

    /// <summary>All chains, one by one.</summary>
    private static double LongestChain(ProcessMap map, Func<ProcessStep, IReadOnlyList<string>> before)
    {
        var steps = map.Steps.ToDictionary(step => step.Id);
        return map.Steps.Max(step => Until(step.Id));

        double Until(string id) => steps[id].Duration.MeanMs + before(steps[id]).Select(Until).DefaultIfEmpty(0).Max();
    }

    private static HashSet<string> Needed(ProcessMap map, string id)
    {
        var needs = map.Steps.Single(step => step.Id == id).Needs;
        return [.. needs, .. needs.SelectMany(need => Needed(map, need))];
    }
}

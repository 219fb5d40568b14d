using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Tests.Timelines;
using LeadOrchestrator.Leads.Timelines;
using static LeadOrchestrator.Leads.Tests.Processes.Maps;

namespace LeadOrchestrator.Leads.Tests.Processes;

public sealed class SimulationTests
{
    [Fact]
    public void Of_FixedDurations_NeedsNoSimulation()
    {
        var analysis = ProcessAnalysis.Of(SixEqual());

        Assert.Null(analysis.Simulation);
        Assert.All(analysis.Steps, step => Assert.Null(step.CriticalShare));
    }

    [Fact]
    public void Of_SameSeed_GivesTheSameFigures()
    {
        var map = One(new StepDuration.Triangular(1, 5, 20));

        Assert.Equal(ProcessAnalysis.Of(map).Simulation, ProcessAnalysis.Of(map).Simulation);
        Assert.NotEqual(ProcessAnalysis.Of(map).Simulation!.BestMs, ProcessAnalysis.Of(map with { Seed = 2 }).Simulation!.BestMs);
    }

    public static TheoryData<StepDuration, double, double> Distributions => new()
    {
        { new StepDuration.Uniform(100, 300), 200, 280 },
        { new StepDuration.Triangular(0, 100, 200), 100, 155.28 },
        { new StepDuration.Normal(1000, 100), 1000, 1128.16 },
        { new StepDuration.LogNormal(100, 200), 115.75, 200 },
        { new StepDuration.Measured(3, 20, [10, 20, 30]), 20, 28 },
        { new StepDuration.Triangular(50, 50, 50), 50, 50 },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Of_Distribution_HasItsMeanAndNinthDecile(StepDuration duration, double mean, double p90)
    {
        var result = ProcessAnalysis.Of(One(duration)).Simulation!.BestMs;

        Assert.Equal(mean, duration.MeanMs, 0.01);
        Assert.InRange(result.Mean, mean * 0.93, mean * 1.07);
        Assert.InRange(result.P90, p90 * 0.9, p90 * 1.1);
    }

    [Fact]
    public void Of_TwoUncertainBranches_EachIsCriticalAtTimesAndTheWholeIsLaterThanTheMean()
    {
        var uncertain = new StepDuration.Uniform(0, 100);
        var analysis = ProcessAnalysis.Of(new("p", [new("a", "a", [], uncertain), new("b", "b", [], uncertain)]));

        Assert.All(analysis.Steps, step => Assert.InRange(step.CriticalShare!.Value, 0.4, 0.6));
        Assert.Equal(1, analysis.Steps.Sum(step => step.CriticalShare!.Value), 9);
        Assert.InRange(analysis.Simulation!.BestMs.Mean, 62, 71); // 2/3 of 100; the means alone say 50
    }

    [Fact]
    public void WithMeasured_RecordedRuns_GiveTheStepsTheirTimes()
    {
        var map = Of(Step("Score", 1), Step("Crm:book", 1, ["Score"]), Step("Never", 7));
        var runs = new[] { 10.0, 20, 60 }.Select(ms => TimelineAnalysis.Of(Runs.Of(
            Runs.Step("Score", 0, 0, ms), Runs.Step("Crm:book", ms, ms, ms + 5, ["Score"]), Runs.Step("Other", 0, 0, 1))));

        var steps = map.WithMeasured(runs).Steps;

        var score = Assert.IsType<StepDuration.Measured>(steps[0].Duration);
        Assert.Equal((3, 30), (score.Runs, score.AverageMs));
        Assert.Equal((10, 20, 60), (score.QuantilesMs[0], score.QuantilesMs[10], score.QuantilesMs[^1]));
        Assert.Equal(5, steps[1].Duration.MeanMs, 9);
        Assert.Equal(new StepDuration.Fixed(7), steps[2].Duration);
    }

    [Fact]
    public void WithMeasured_MissingSteps_GetWhatTheCallerSays()
    {
        var none = new StepDuration.Measured(0, 0, []);

        Assert.Same(none, Of(Step("Never", 7)).WithMeasured([], none).Steps[0].Duration);
    }

    [Fact]
    public void WithMeasured_RepeatedAndParked_AreNotMeasures()
    {
        var run = TimelineAnalysis.Of(Runs.Of(Runs.Step("Score", 0, 900, 910, attempts: 2)));

        Assert.Equal(new StepDuration.Fixed(7), Of(Step("Score", 7)).WithMeasured([run]).Steps[0].Duration);
    }

    private static ProcessMap One(StepDuration duration) => new("One", [new("a", "a", [], duration)]);
}

using System.Text.Json;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Tests.Timelines;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Leads.Tests.Processes;

public sealed class LeadProcessTests
{
    private static readonly LeadEffect[] Effects = [new("UpdateCrm", "leadBook"), new("NotifySales", "inbox"), new("LogEvent", "eventLog")];

    [Fact]
    public void Map_ThreeTargets_SavesAThirdWithEqualSteps()
    {
        var analysis = ProcessAnalysis.Of(LeadProcess.Map(Effects, watchResponse: false));

        Assert.Equal(1.0 / 3, analysis.SavingBest, 9);
        Assert.Equal(analysis.SumMs, analysis.TodayMs);
        Assert.Equal(["UpdateCrm:leadBook", "NotifySales:inbox", "LogEvent:eventLog"], analysis.Stages[3].Steps);
        Assert.Equal(2, analysis.FalseDependencies.Count);
    }

    [Fact]
    public void Map_WithWatch_HasItAsABranch() =>
        Assert.Equal(["AssignRep"], LeadProcess.Map(Effects).Steps.Single(step => step.Id == "StartResponseWatch").Needs);

    [Fact]
    public void Map_NoTargets_IsStillSound() => Assert.Equal(3, ProcessAnalysis.Of(LeadProcess.Map([], watchResponse: false)).Steps.Count);

    [Fact]
    public void Differences_RunLikeTheMap_AreNone() => Assert.Empty(LeadProcess.Differences(LeadProcess.Map(Effects), TimelineAnalysis.Of(Recorded())));

    [Fact]
    public void Differences_RunUnlikeTheMap_AreNamed()
    {
        var run = TimelineAnalysis.Of(Runs.Of(
            Runs.Step("ScoreLead", 0, 0, 10), Runs.Step("AssignRep", 5, 5, 20, ["ScoreLead"]), Runs.Step("Fax:office", 20, 20, 30)));

        Assert.Equal(
        [
            "AssignRep began 5 ms before ScoreLead had ended, which it needs.",
            "AssignRep needs ScoreLead, but the map does not say so.",
            "AssignRep needs DecideFollowUp by the map, but the run did not.",
            "Fax:office ran, but the map does not have it.",
        ], LeadProcess.Differences(LeadProcess.Map(Effects), run));
    }

    [Fact]
    public void WithMeasured_RecordedRun_GivesEveryStepItsTime()
    {
        var analysis = ProcessAnalysis.Of(LeadProcess.Map(Effects, watchResponse: false).WithMeasured([TimelineAnalysis.Of(Recorded())]));

        Assert.Equal([10.0, 20, 30, 40, 50, 60], analysis.Steps.Select(step => step.DurationMs));
        Assert.Equal(120, analysis.BestMs, 9);
    }

    [Fact]
    public void Measured_NoRuns_LeavesEqualStepsAndSaysSo()
    {
        var map = LeadProcess.Map(Effects);

        Assert.Same(map, LeadProcess.Measured(map, []));
        Assert.Contains("not measured yet: equal steps are assumed", FlowSvg.Render(ProcessAnalysis.Of(map)), StringComparison.Ordinal);
        Assert.Null(ProcessAnalysis.Of(map).Simulation);
    }

    [Fact]
    public void Measured_StepThatNoRunTook_CountsNothing()
    {
        var analysis = ProcessAnalysis.Of(LeadProcess.Measured(LeadProcess.Map(Effects), [TimelineAnalysis.Of(Recorded())]));

        Assert.Equal(0, analysis.Steps.Single(step => step.Id == "StartResponseWatch").DurationMs);
        Assert.Equal(210, analysis.SumMs, 9);
        Assert.Contains("measured in 1 run<", FlowSvg.Render(analysis), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_AnalysisAndTimeline_AreCamelCaseWithMilliseconds()
    {
        var analysis = ProcessAnalysis.Of(LeadProcess.Map(Effects).WithMeasured([TimelineAnalysis.Of(Recorded())]));

        using var process = JsonDocument.Parse(JsonSerializer.Serialize(analysis, TimelineJson.Default.ProcessAnalysis));
        using var timeline = JsonDocument.Parse(JsonSerializer.Serialize(TimelineAnalysis.Of(Recorded()), TimelineJson.Default.TimelineAnalysis));

        var step = process.RootElement.GetProperty("steps")[0];
        Assert.Equal("measured", step.GetProperty("duration").GetProperty("kind").GetString());
        Assert.Equal(10, step.GetProperty("durationMs").GetDouble());
        Assert.Equal(10, timeline.RootElement.GetProperty("steps")[0].GetProperty("workingMs").GetDouble());
        Assert.False(timeline.RootElement.GetProperty("steps")[0].TryGetProperty("target", out _));
    }

    [Fact]
    public void Json_Map_ReadsBackAsItWas()
    {
        var map = LeadProcess.Map(Effects).WithMeasured([TimelineAnalysis.Of(Recorded())]);

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(map, TimelineJson.Default.ProcessMap), TimelineJson.Default.ProcessMap)!;

        Assert.Equivalent(map, read, strict: true);
    }

    private static Timeline Recorded() => Runs.Of(
        Runs.Step("ScoreLead", 0, 0, 10),
        Runs.Step("DecideFollowUp", 10, 10, 30, ["ScoreLead"]),
        Runs.Step("AssignRep", 30, 30, 60, ["DecideFollowUp"]),
        Runs.Step("UpdateCrm:leadBook", 60, 60, 100, ["AssignRep"]),
        Runs.Step("NotifySales:inbox", 60, 60, 110, ["AssignRep"]),
        Runs.Step("LogEvent:eventLog", 60, 60, 120, ["AssignRep"]));
}

using LeadOrchestrator.Leads.Processes;

namespace LeadOrchestrator.Leads.Tests.Processes;

public sealed class SampleProcessTests
{
    [Fact]
    public void Sample_Process_IsSoundAndShowsWhatWaitsForNoReason()
    {
        var analysis = ProcessAnalysis.Of(ProcessMapYaml.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "process.yaml"))));

        Assert.InRange(analysis.SavingLeft, 0.35, 0.6);
        Assert.True(analysis.FalseDependencies.Count >= 5);
        Assert.True(analysis.FalseDependencies[0].GainMs > 0);
        Assert.NotNull(analysis.Simulation);
        Assert.True(analysis.Hands.WithLimitsMs >= analysis.BestMs);
    }
}

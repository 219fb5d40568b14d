using System.Diagnostics;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Benchmarks;

/// <summary>Six steps of 100 ms: three in order and three at once, against all six in order.</summary>
internal static class FanOutScenario
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(int repeats)
    {
        using var folder = new TempFolder();
        await using var engine = await EmbeddedEngine.StartAsync(new() { DatabasePath = folder.File("fanout.db") }, LeadPipeline.Registry(Step));
        await OneAsync(engine, LeadPipeline.Run);
        var (parallel, sequential) = (new List<double>(), new List<double>());
        for (var i = 0; i < repeats; i++)
        {
            parallel.Add(await OneAsync(engine, LeadPipeline.Run));
            sequential.Add(await OneAsync(engine, LeadPipeline.RunInOrder));
        }

        var (wall, inOrder) = (Report.Median(parallel), Report.Median(sequential));
        var predicted = ProcessAnalysis.Of(Map());
        Report.Print($"fanout (6 steps of 100 ms, {repeats} repeats)", [
            new("parallel", wall, "ms"),
            new("sequential", inOrder, "ms"),
            new("saved, measured", 100 * (1 - (wall / inOrder)), "%"),
            new("saved, predicted by the process map", 100 * predicted.SavingBest, "%", "1 − critical path ÷ sum"),
            new("wall ÷ critical path", wall / predicted.BestMs, "", "≤ 1.02"),
        ]);
        Console.WriteLine(ShapeArithmetic.OfLeadPath().Statement);
    }

    /// <summary>What runs, as a map: it predicts, knowing nothing of the engine.</summary>
    private static ProcessMap Map() => new("fanout", [
        One("ScoreLead"), One("DecideFollowUp", "ScoreLead"), One("AssignRep", "DecideFollowUp"),
        One("UpdateCrm", "AssignRep"), One("NotifySales", "AssignRep"), One("LogEvent", "AssignRep"),
    ]);

    private static ProcessStep One(string id, params string[] needs) => new(id, id, needs, new StepDuration.Fixed(Step.TotalMilliseconds));

    private static async Task<double> OneAsync(EmbeddedEngine engine, Orchestration<string, string> orchestration)
    {
        var begin = Stopwatch.GetTimestamp();
        var id = (await engine.Client.StartAsync(orchestration, "ann@example.com")).InstanceId;
        await engine.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}

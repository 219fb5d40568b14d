using System.Collections.Concurrent;
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
        var took = new ConcurrentDictionary<string, double>();
        var registry = LeadPipeline.Registry(Step, onEnded: (name, milliseconds) => took[name] = milliseconds);
        await using var engine = await EmbeddedEngine.StartAsync(new() { DatabasePath = folder.File("fanout.db") }, registry);
        await OneAsync(engine, LeadPipeline.Run);
        var (parallel, sequential, overCriticalPath, steps) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < repeats; i++)
        {
            parallel.Add(await OneAsync(engine, LeadPipeline.Run));
            overCriticalPath.Add(parallel[^1] / ProcessAnalysis.Of(Map(took)).BestMs);
            steps.AddRange(took.Values);
            sequential.Add(await OneAsync(engine, LeadPipeline.RunInOrder));
        }

        var (wall, inOrder) = (Report.Median(parallel), Report.Median(sequential));
        var predicted = ProcessAnalysis.Of(Map(took: null));
        Report.Print($"fanout (6 steps of 100 ms, {repeats} repeats)", [
            new("parallel", wall, "ms"),
            new("sequential", inOrder, "ms"),
            new("saved, measured", 100 * (1 - (wall / inOrder)), "%"),
            new("saved, predicted by the process map", 100 * predicted.SavingBest, "%", "1 − critical path ÷ sum"),
            new("a step of 100 ms, as it was", Report.Median(steps), "ms"),
            new("wall ÷ critical path", Report.Median(overCriticalPath), "", "≤ 1.02"),
        ]);
        Console.WriteLine(ShapeArithmetic.OfLeadPath().Statement);
    }

    /// <summary>What runs, as a map that knows nothing of the engine.</summary>
    /// <param name="took">What each step took, in milliseconds; null for what it should take, to predict.</param>
    private static ProcessMap Map(IReadOnlyDictionary<string, double>? took)
    {
        return new("fanout", [
            One("ScoreLead"), One("DecideFollowUp", "ScoreLead"), One("AssignRep", "DecideFollowUp"),
            One("UpdateCrm", "AssignRep"), One("NotifySales", "AssignRep"), One("LogEvent", "AssignRep"),
        ]);

        ProcessStep One(string id, params string[] needs) => new(id, id, needs, new StepDuration.Fixed(took?[id] ?? Step.TotalMilliseconds));
    }

    private static async Task<double> OneAsync(EmbeddedEngine engine, Orchestration<string, string> orchestration)
    {
        var begin = Stopwatch.GetTimestamp();
        var id = (await engine.Client.StartAsync(orchestration, "ann@example.com")).InstanceId;
        await engine.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}

using System.Diagnostics;
using LeadOrchestrator.Engine.Hosting;

namespace LeadOrchestrator.Benchmarks;

/// <summary>Start-up time and memory with very many instances that wait for timers.</summary>
internal static class WatchesScenario
{
    public static async Task RunAsync(int watches)
    {
        using var folder = new TempFolder();
        var path = folder.File("watches.db");
        await SeedFile.OneAsync(path, engine => engine.Client.StartAsync(LeadPipeline.Watch, 48, "watch-0"));
        SeedFile.Multiply(path, watches);
        GC.Collect();
        var before = Environment.WorkingSet;
        var clock = Stopwatch.StartNew();
        await using var engine = await EmbeddedEngine.StartAsync(new() { DatabasePath = path }, LeadPipeline.Registry());
        var ready = clock.Elapsed.TotalSeconds;
        await engine.Recovery;
        var recovered = clock.Elapsed.TotalSeconds;
        var lead = Stopwatch.GetTimestamp();
        await PipelineScenario.ThroughputAsync(engine, 1, 1);
        var first = Stopwatch.GetElapsedTime(lead).TotalMilliseconds;
        var rate = await PipelineScenario.ThroughputAsync(engine, 10_000, 512);
        Report.Print($"watches ({watches:N0} instances waiting on timers)", [
            new("ready", ready, "s", "≤ 10"),
            new("all looked through", recovered, "s"),
            new("first lead beside them", first, "ms"),
            new("throughput beside them", rate, "leads/s"),
            new("resident instances", engine.Runtime.Table.Count, ""),
            new("memory of the process", Environment.WorkingSet / 1024.0 / 1024.0, "MB", "≤ 500"),
            new("of that, before the start", before / 1024.0 / 1024.0, "MB"),
            new("size of the file", new FileInfo(path).Length / 1024.0 / 1024.0, "MB"),
        ]);
    }
}

using System.Diagnostics;
using LeadOrchestrator.Engine.Hosting;

namespace LeadOrchestrator.Benchmarks;

/// <summary>A process with many unfinished leads is killed with -9; another one takes over the file.</summary>
internal static class RecoveryScenario
{
    private const string Ready = "ready";

    public static async Task RunAsync(int leads)
    {
        using var folder = new TempFolder();
        var path = folder.File("recovery.db");
        double normal;
        await using (var engine = await EmbeddedEngine.StartAsync(new() { DatabasePath = folder.File("normal.db") }, LeadPipeline.Registry()))
        {
            await PipelineScenario.ThroughputAsync(engine, 5000, 512);
            normal = await PipelineScenario.ThroughputAsync(engine, 20_000, 512);
        }

        await KillAChildAsync(path, leads);
        var clock = Stopwatch.StartNew();
        var first = new TaskCompletionSource<double>();
        await using (var engine = await EmbeddedEngine.StartAsync(
            new() { DatabasePath = path }, LeadPipeline.Registry(onStep: _ => first.TrySetResult(clock.Elapsed.TotalSeconds))))
        {
            var ready = clock.Elapsed.TotalSeconds;
            var firstProgress = await first.Task;
            for (var i = 0; i < leads; i++) await engine.Client.WaitForInstanceCompletionAsync(Id(i), CancellationToken.None);
            var all = clock.Elapsed.TotalSeconds;
            Report.Print($"recovery ({leads:N0} unfinished leads after kill -9)", [
                new("ready", ready, "s", "≤ 1"),
                new("first progress", firstProgress, "s", "≤ 1"),
                new("all done", all, "s"),
                new("recovery throughput", leads / all, "leads/s"),
                new("normal throughput", normal, "leads/s"),
                new("recovery ÷ normal", 100 * leads / all / normal, "%", "≥ 80"),
            ]);
        }
    }

    /// <summary>The child: starts the leads, says so, and waits for its end.</summary>
    public static async Task ChildAsync(string path, int leads)
    {
        var options = new EmbeddedEngineOptions { DatabasePath = path, MaxConcurrentActivities = 1, MaxPendingWork = int.MaxValue / 256 };
        await using var engine = await EmbeddedEngine.StartAsync(options, LeadPipeline.Registry(TimeSpan.FromHours(1)));
        foreach (var chunk in Enumerable.Range(0, leads).Chunk(2000))
            await Task.WhenAll(chunk.Select(i => engine.Client.StartAsync(LeadPipeline.Run, "ann@example.com", Id(i))));
        Console.WriteLine(Ready);
        await Task.Delay(Timeout.Infinite);
    }

    private static async Task KillAChildAsync(string path, int leads)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(RecoveryScenario).Assembly.Location);
        foreach (var argument in new[] { "recovery-child", path, $"{leads}" }) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var line = await child.StandardOutput.ReadLineAsync();
        child.Kill(); // SIGKILL
        await child.WaitForExitAsync();
        if (line != Ready) throw new InvalidOperationException($"The child said '{line}' instead of '{Ready}'.");
    }

    private static string Id(int lead) => $"lead-{lead:d8}";
}

using System.Diagnostics;
using LeadOrchestrator.Engine.Hosting;

namespace LeadOrchestrator.Benchmarks;

/// <summary>Throughput with many leads in flight, latency one at a time, disk a lead, memory in flight.</summary>
internal static class PipelineScenario
{
    public static async Task RunAsync(int leads, int inFlight, int repeats)
    {
        using var folder = new TempFolder();
        var rates = new List<double>();
        double diskPerLead = 0;
        await using (var engine = await EmbeddedEngine.StartAsync(new() { DatabasePath = folder.File("pipeline.db") }, LeadPipeline.Registry()))
        {
            await ThroughputAsync(engine, 2000, inFlight);
            for (var i = 0; i < repeats; i++) rates.Add(await ThroughputAsync(engine, leads, inFlight));
        }

        diskPerLead = (double)new FileInfo(folder.File("pipeline.db")).Length / ((leads * repeats) + 2000);
        var latencies = await LatencyAsync(folder, 2000);
        var memory = await MemoryAsync(folder, 10_000);
        Report.Print($"pipeline ({leads:N0} leads, {inFlight} in flight, {repeats} repeats)", [
            new("throughput, median", Report.Median(rates), "leads/s", "≥ 5,000"),
            new("latency p50", Report.Percentile(latencies, 50), "ms", "≤ 2"),
            new("latency p95", Report.Percentile(latencies, 95), "ms"),
            new("latency p99", Report.Percentile(latencies, 99), "ms", "≤ 10"),
            new("disk per finished lead", diskPerLead / 1024, "KiB", "≤ 4"),
            new("memory with 10,000 in flight", memory, "MB", "≤ 200"),
        ]);
    }

    /// <summary>Runs so many leads with so many in flight.</summary>
    /// <param name="engine">Where.</param>
    /// <param name="leads">How many.</param>
    /// <param name="inFlight">How many at a time.</param>
    /// <param name="newId">Makes ids; null for random ones, as leads have that bring their own.</param>
    /// <returns>Leads a second.</returns>
    public static async Task<double> ThroughputAsync(EmbeddedEngine engine, int leads, int inFlight, Func<string>? newId = null)
    {
        var next = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= leads) await OneAsync(engine, newId);
        })));
        return leads / clock.Elapsed.TotalSeconds;
    }

    private static async Task OneAsync(EmbeddedEngine engine, Func<string>? newId = null)
    {
        var id = newId?.Invoke() ?? $"lead-{Guid.NewGuid():N}";
        await engine.Client.StartAsync(LeadPipeline.Run, "ann@example.com", id);
        await engine.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
    }

    private static async Task<double[]> LatencyAsync(TempFolder folder, int leads)
    {
        await using var engine = await EmbeddedEngine.StartAsync(new() { DatabasePath = folder.File("latency.db") }, LeadPipeline.Registry());
        for (var i = 0; i < 300; i++) await OneAsync(engine);
        var times = new double[leads];
        for (var i = 0; i < leads; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            await OneAsync(engine);
            times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    /// <summary>All leads wait in their first step at once.</summary>
    private static async Task<double> MemoryAsync(TempFolder folder, int leads)
    {
        var options = new EmbeddedEngineOptions { DatabasePath = folder.File("memory.db"), MaxConcurrentActivities = 100_000, ShutdownTimeout = TimeSpan.Zero };
        await using var engine = await EmbeddedEngine.StartAsync(options, LeadPipeline.Registry(TimeSpan.FromHours(1)));
        await Task.WhenAll(Enumerable.Range(0, leads).Select(i => engine.Client.StartAsync(LeadPipeline.Run, "ann@example.com", $"lead-{i}")));
        GC.Collect();
        return Environment.WorkingSet / 1024.0 / 1024.0;
    }
}

using LeadOrchestrator.Engine.Hosting;

namespace LeadOrchestrator.Benchmarks;

/// <summary>
/// Throughput with very many finished leads in the file, against none. Ids that grow with time, as the engine makes them,
/// stay together in the index of ids; random ones, of leads that bring their own, each touch another page of it.
/// </summary>
internal static class GrowthScenario
{
    public static async Task RunAsync(int finished, int leads, int repeats)
    {
        using var folder = new TempFolder();
        var (empty, full) = (folder.File("empty.db"), folder.File("full.db"));
        await SeedFile.OneAsync(full, engine => PipelineScenario.ThroughputAsync(engine, 1, 1));
        SeedFile.Multiply(full, finished);
        await using var emptyEngine = await EmbeddedEngine.StartAsync(new() { DatabasePath = empty }, LeadPipeline.Registry());
        await using var fullEngine = await EmbeddedEngine.StartAsync(new() { DatabasePath = full }, LeadPipeline.Registry());
        Report.Print($"growth ({finished:N0} finished leads in the file, {leads:N0} more, {repeats} repeats)", [
            .. await CompareAsync("ids by time", () => $"lead-z{Guid.CreateVersion7():N}"),
            .. await CompareAsync("random ids", newId: null),
            new("size of the file", new FileInfo(full).Length / 1024.0 / 1024.0, "MB"),
        ]);

        async Task<Figure[]> CompareAsync(string ids, Func<string>? newId)
        {
            var (before, after) = (new List<double>(), new List<double>());
            await PipelineScenario.ThroughputAsync(emptyEngine, 3000, 512, newId);
            await PipelineScenario.ThroughputAsync(fullEngine, 3000, 512, newId);
            for (var i = 0; i < repeats; i++)
            {
                // In turns, so that neither always comes after the other.
                if (i % 2 == 0) before.Add(await PipelineScenario.ThroughputAsync(emptyEngine, leads, 512, newId));
                after.Add(await PipelineScenario.ThroughputAsync(fullEngine, leads, 512, newId));
                if (i % 2 != 0) before.Add(await PipelineScenario.ThroughputAsync(emptyEngine, leads, 512, newId));
            }

            return
            [
                new($"{ids}: throughput with none", Report.Median(before), "leads/s"),
                new($"{ids}: throughput with all", Report.Median(after), "leads/s"),
                new($"{ids}: with all ÷ with none", 100 * Report.Median(after) / Report.Median(before), "%", "≥ 90"),
            ];
        }
    }
}

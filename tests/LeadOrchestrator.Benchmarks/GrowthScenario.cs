using LeadOrchestrator.Engine.Hosting;

namespace LeadOrchestrator.Benchmarks;

/// <summary>Throughput with very many finished leads in the file, against none.</summary>
internal static class GrowthScenario
{
    public static async Task RunAsync(int finished, int leads, int repeats)
    {
        using var folder = new TempFolder();
        var (empty, full) = (folder.File("empty.db"), folder.File("full.db"));
        await SeedFile.OneAsync(full, engine => PipelineScenario.ThroughputAsync(engine, 1, 1));
        SeedFile.Multiply(full, finished);
        var (before, after) = (new List<double>(), new List<double>());
        await using var emptyEngine = await EmbeddedEngine.StartAsync(new() { DatabasePath = empty }, LeadPipeline.Registry());
        await using var fullEngine = await EmbeddedEngine.StartAsync(new() { DatabasePath = full }, LeadPipeline.Registry());
        await PipelineScenario.ThroughputAsync(emptyEngine, 3000, 512);
        await PipelineScenario.ThroughputAsync(fullEngine, 3000, 512);
        for (var i = 0; i < repeats; i++)
        {
            before.Add(await PipelineScenario.ThroughputAsync(emptyEngine, leads, 512));
            after.Add(await PipelineScenario.ThroughputAsync(fullEngine, leads, 512));
        }

        Report.Print($"growth ({finished:N0} finished leads in the file, {leads:N0} more, {repeats} repeats)", [
            new("throughput with none", Report.Median(before), "leads/s"),
            new("throughput with all", Report.Median(after), "leads/s"),
            new("with all ÷ with none", 100 * Report.Median(after) / Report.Median(before), "%", "≥ 90"),
            new("size of the file", new FileInfo(full).Length / 1024.0 / 1024.0, "MB"),
        ]);
    }
}

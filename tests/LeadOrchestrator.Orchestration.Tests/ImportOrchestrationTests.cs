using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Orchestration.Tests;

public sealed class ImportOrchestrationTests
{
    private static readonly ImportRun Run = new(
        "import:1", "leads.csv", ImportFormat.Csv, null, 100, new RetryPolicy(3, TimeSpan.FromSeconds(1)), ImportProgress.None);

    private readonly FakeOrchestrationHost _host = new();

    [Fact]
    public async Task RunAsync_TwoChunks_GoesOnWhereTheFirstEndedAndAddsThemUp()
    {
        var import = ImportOrchestration.RunAsync(_host, Run);
        Assert.Equal(ImportCursor.Start, Request().Cursor);
        Answer(new(100, 90, 5, 5, 1, 1000, 1500, new ImportCursor(1000, 102)));
        Assert.Equal(new ImportCursor(1000, 102), Request().Cursor);
        Assert.Equal(90, Assert.IsType<ImportProgress>(_host.CustomStatuses[^1]).Started);
        Answer(new(50, 50, 0, 0, 0, 1500, 1500, null));

        Assert.Equal(new ImportProgress(150, 140, 5, 5, 1, 1500, 1500, null, true), await import);
    }

    [Fact]
    public async Task RunAsync_ManyChunks_ContinuesAsNewWithItsProgress()
    {
        var import = ImportOrchestration.RunAsync(_host, Run);
        for (var chunk = 1; !import.IsCompleted; chunk++) Answer(new(100, 100, 0, 0, 0, chunk * 1000, 1_000_000, new ImportCursor(chunk * 1000, (chunk * 100) + 2)));

        var next = Assert.IsType<ImportRun>(_host.ContinuedAsNewWith);
        Assert.Equal((await import).Cursor, next.Progress.Cursor);
        Assert.Equal(100 * _host.Calls.Count, next.Progress.Rows);
        Assert.False(next.Progress.Completed);
    }

    private ImportChunkRequest Request() => (ImportChunkRequest)_host.Expect("ImportChunk").Input!;

    private void Answer(ImportChunkResult result) => _host.Expect("ImportChunk").Complete(result);
}

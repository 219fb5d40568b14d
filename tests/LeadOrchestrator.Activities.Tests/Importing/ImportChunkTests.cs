using System.Text;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Tests.Importing;

public sealed class ImportChunkTests
{
    private const string File = "id,company\n1,A\n2,B\n\"3,C\"\n4\n1,A\n2,Other\n";

    [Theory]
    [InlineData(100)]
    [InlineData(2)]
    [InlineData(1)]
    public async Task RunAsync_AnyChunkSize_CountsTheSameAndListsEveryRow(int chunkSize)
    {
        using var host = new TestHost();
        var (progress, rows) = await ImportAsync(host, File, chunkSize);
        Assert.Equal((6, 3, 0, 3, 1), (progress.Rows, progress.Started, progress.Existing, progress.Rejected, progress.Repaired));
        Assert.True(progress.Completed);
        Assert.Equal(progress.TotalBytes, progress.BytesRead);
        Assert.Equal([(4, "repaired"), (5, "rejected"), (6, "rejected"), (7, "rejected")], rows.Select(row => (row.Line, row.Status)));
        Assert.Contains("same lead as line 2 of this file", rows[2].Reason, StringComparison.Ordinal);
        Assert.Contains("taken by line 3 of this file with other content; the first difference is at $.company", rows[3].Reason, StringComparison.Ordinal);
        Assert.Equal("2,Other", rows[3].Raw);
    }

    [Fact]
    public async Task RunAsync_SameChunkAgain_CountsTheSameAndStartsNothing()
    {
        using var host = new TestHost();
        var (first, _) = await ImportAsync(host, File, 100);
        var started = host.Client.Log.Count;
        var (second, rows) = await ImportAsync(host, File, 100);
        Assert.Equal(first, second);
        Assert.Equal((started, 4), (host.Client.Log.Count, rows.Count));
    }

    [Fact]
    public async Task RunAsync_LeadsThatWereThereBefore_CountAsExisting()
    {
        using var host = new TestHost();
        await ImportAsync(host, "id,company\n1,A\n", 10);
        var (progress, rows) = await ImportAsync(host, "id,company\n1,A\n9,Z\n", 10);
        Assert.Equal((2, 1, 1, 0), (progress.Rows, progress.Started, progress.Existing, progress.Rejected));
        Assert.Empty(rows);
    }

    [Fact]
    public async Task RunAsync_LeadErasedSinceTheFileCame_IsNotStartedAndItsRowIsBlank()
    {
        using var host = new TestHost();
        await host.Get<IErasures>().RecordAsync("2", Some.Time.AddMinutes(1), Some.Time.AddDays(1));
        var (progress, rows) = await ImportAsync(host, "id,company\n1,A\n2,B\n", 10, Some.Time);
        Assert.Equal((2, 1, 1), (progress.Rows, progress.Started, progress.Rejected));
        Assert.Equal((3, "rejected", ""), (rows[0].Line, rows[0].Status, rows[0].Raw));
        Assert.Equal(["1"], host.Client.Instances.Keys);
        Assert.DoesNotContain("start 2", host.Client.Log); // not even for a moment: effects cannot be taken back

        // A file that comes later is a submission as any other.
        (progress, _) = await ImportAsync(host, "id,company\n2,B\n", 10, Some.Time.AddMinutes(2));
        Assert.Equal(1, progress.Started);
    }

    [Fact]
    public async Task RunAsync_LeadErasedWhileItsRowIsStarted_IsTakenBack()
    {
        using var host = new TestHost(client: new FakeClient(endsAtOnce: false));
        host.Client.BeforeStart = id => host.Get<IErasures>().RecordAsync(id, Some.Time.AddTicks(-1), Some.Time.AddDays(1));
        var (progress, rows) = await ImportAsync(host, "id,company\n1,A\n", 10, Some.Time.AddMinutes(-1));
        Assert.Equal((1, 0, 1), (progress.Rows, progress.Started, progress.Rejected));
        Assert.Equal("", Assert.Single(rows).Raw);
        Assert.Empty(host.Client.Instances);
    }

    [Fact]
    public async Task RunAsync_LeadErasedAndSubmittedAnewWhileOthersAreStarted_LeavesTheNewOne()
    {
        using var host = new TestHost(new() { ["Imports:Parallelism"] = "1" });
        host.Client.AfterStart = async id =>
        {
            if (id != "2") return;
            await host.Get<IErasures>().RecordAsync("1", Some.Time, Some.Time.AddDays(1));
            host.Client.SubmitAnew("1", Some.Time.AddTicks(1));
        };

        var (progress, _) = await ImportAsync(host, "id,company\n1,A\n2,B\n", 10, Some.Time.AddMinutes(-1));

        Assert.Equal((1, 1), (progress.Started, progress.Rejected));
        Assert.Null(host.Client.Run("1").Import);
    }

    [Fact]
    public async Task RunAsync_LeadIsBeingErased_RejectsItsRowAndGoesOn()
    {
        using var host = new TestHost();
        await ImportAsync(host, "id,company\n1,A\n", 10);
        await host.Get<IErasures>().RecordAsync("1", Some.Time, Some.Time.AddDays(1));

        var (progress, rows) = await ImportAsync(host, "id,company\n1,A\n2,B\n", 10, Some.Time.AddMinutes(1));

        Assert.Equal((1, 1), (progress.Started, progress.Rejected));
        Assert.Equal((2, "rejected", ""), (rows[0].Line, rows[0].Status, rows[0].Raw));
    }

    [Fact]
    public async Task RunAsync_HostOverloaded_WaitsAsLongAsAskedAndGoesOn()
    {
        using var host = new TestHost();
        host.Client.Failures.Enqueue(new OverloadedException("full", TimeSpan.FromSeconds(7)));
        var import = ImportAsync(host, "id\n1\n", 10);
        var (progress, _) = await host.Clock.PassUntilAsync(import);
        Assert.Equal(1, progress.Started);
        Assert.True(host.Clock.GetUtcNow() - Some.Time >= TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task RunAsync_HostOverloadedBeyondPatience_FailsForADurableRetry()
    {
        using var host = new TestHost(new() { ["Imports:OverloadPatience"] = "00:00:10" });
        for (var times = 0; times < 20; times++) host.Client.Failures.Enqueue(new OverloadedException("full", TimeSpan.FromSeconds(4)));
        await Assert.ThrowsAsync<OverloadedException>(() => host.Clock.PassUntilAsync(ImportAsync(host, "id\n1\n", 10)));
    }

    [Fact]
    public async Task RunAsync_LeadsEndParkOrSuspend_WaitsForThemAndNoLonger()
    {
        var client = new FakeClient(endsAtOnce: false);
        using var host = new TestHost(new() { ["Imports:SettleWithin"] = "01:00:00" }, client);
        var import = ImportAsync(host, "id\n1\n2\n3\n", 10);
        await Started(client, 3);
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(import.IsCompleted);

        client.Set("1", run => run with { RuntimeStatus = RuntimeStatus.Failed });
        client.Set("2", run => run with { RuntimeStatus = RuntimeStatus.Suspended });
        client.Set("3", run => run with { SerializedCustomStatus = """{"stage":"Parked"}""" });
        await host.Clock.PassUntilAsync(import);
        Assert.True(host.Clock.GetUtcNow() - Some.Time < TimeSpan.FromMinutes(30)); // well before the bound, but not counting what real I/O took
    }

    [Fact]
    public async Task RunAsync_LeadThatTakesForEver_IsNotWaitedForForEver()
    {
        using var host = new TestHost(client: new FakeClient(endsAtOnce: false));
        var (progress, _) = await host.Clock.PassUntilAsync(ImportAsync(host, "id\n1\n", 10), TimeSpan.FromSeconds(1));
        Assert.Equal(1, progress.Started);
    }

    [Fact]
    public async Task RunAsync_UnreadableHeader_IsAPermanentFailure()
    {
        using var host = new TestHost();
        var failure = await Assert.ThrowsAsync<PermanentFailureException>(() => ImportAsync(host, "name\nA\n", 10));
        Assert.Contains("No column holds an id, an email or a phone", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_FileGone_IsAPermanentFailure()
    {
        using var host = new TestHost();
        var request = new ImportChunkRequest("import:0123", ImportFormat.Ndjson, null, ImportCursor.Start, 10);
        await Assert.ThrowsAsync<PermanentFailureException>(() => host.Get<ImportChunk>().RunAsync(new("i", "ImportChunk"), request, default));
    }

    /// <summary>Does what the orchestration does: one chunk after the other.</summary>
    private static async Task<(ImportProgress Progress, IReadOnlyList<ImportRow> Rows)> ImportAsync(
        TestHost host, string file, int chunkSize, DateTimeOffset? submittedAt = null)
    {
        var store = host.Get<IImportStore>();
        var stored = await store.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)), null, 1_000_000);
        var progress = ImportProgress.None;
        while (progress.Cursor is { } cursor)
            progress = progress.Plus(await host.Get<ImportChunk>().RunAsync(
                new(stored.ImportId, "ImportChunk"), new(stored.ImportId, ImportFormat.Csv, null, cursor, chunkSize, submittedAt), default));
        return (progress, (await store.ListRowsAsync(stored.ImportId, 1000)).Items);
    }

    private static async Task Started(FakeClient client, int count)
    {
        while (client.Instances.Count < count) await Task.Yield();
    }
}

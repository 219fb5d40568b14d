using System.Text;
using System.Text.Json;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Tests.Importing;

public sealed class ImportStarterTests
{
    [Theory]
    [InlineData("leads.csv", "id\n1\n", ImportFormat.Csv)]
    [InlineData("leads.jsonl", "{\"id\":\"1\"}\n", ImportFormat.Ndjson)]
    [InlineData(null, "\n {\"id\":\"1\"}\n", ImportFormat.Ndjson)]
    [InlineData(null, "id\n1\n", ImportFormat.Csv)]
    public async Task StartAsync_File_IsStoredAndStartedInItsFormat(string? name, string content, ImportFormat format)
    {
        using var host = new TestHost(new() { ["Imports:ChunkSize"] = "17" });
        var start = await host.Get<ImportStarter>().StartAsync(Bytes(content), name, null, null);
        Assert.Equal((true, format, content.Length), (start.Created, start.Format, (int)start.Bytes));
        var run = JsonSerializer.Deserialize(host.Client.Instances[start.ImportId].SerializedInput!, OrchestrationJson.Default.ImportRun)!;
        Assert.Equal((start.ImportId, name, 17, ImportProgress.None), (run.ImportId, run.FileName, run.ChunkSize, run.Progress));
        using var stored = new StreamReader((await host.Get<IImportStore>().OpenAsync(start.ImportId, 0))!);
        Assert.Equal(content, await stored.ReadToEndAsync());
    }

    [Fact]
    public async Task StartAsync_SameFileAgain_IsTheSameImport()
    {
        using var host = new TestHost();
        var first = await host.Get<ImportStarter>().StartAsync(Bytes("id\n1\n"), "a.csv", null, null);
        var second = await host.Get<ImportStarter>().StartAsync(Bytes("id\n1\n"), "b.csv", null, null);
        Assert.Equal((first.ImportId, false), (second.ImportId, second.Created));
    }

    [Fact]
    public async Task StartAsync_SameFileAfterAFailure_RunsAgain()
    {
        using var host = new TestHost();
        var first = await host.Get<ImportStarter>().StartAsync(Bytes("id\n1\n"), "a.csv", null, null);
        host.Client.Set(first.ImportId, run => run with { RuntimeStatus = RuntimeStatus.Failed });
        Assert.True((await host.Get<ImportStarter>().StartAsync(Bytes("id\n1\n"), "a.csv", null, null)).Created);
        Assert.Contains($"restart {first.ImportId}", host.Client.Log);
    }

    [Fact]
    public async Task StartAsync_AnotherRequestRunsItAgain_IsNotAnother()
    {
        using var host = new TestHost();
        await FailAsync(host);
        host.Client.RestartFailures.Enqueue(new InstanceRunsException("It runs."));
        Assert.False((await host.Get<ImportStarter>().StartAsync(Bytes("id\n1\n"), "a.csv", null, null)).Created);
    }

    [Fact]
    public async Task StartAsync_ItCannotBeRunAgain_SaysSo()
    {
        using var host = new TestHost();
        await FailAsync(host);
        host.Client.RestartFailures.Enqueue(new InvalidOperationException("A bug."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Get<ImportStarter>().StartAsync(Bytes("id\n1\n"), "a.csv", null, null));
    }

    private static async Task FailAsync(TestHost host)
    {
        var first = await host.Get<ImportStarter>().StartAsync(Bytes("id\n1\n"), "a.csv", null, null);
        host.Client.Set(first.ImportId, run => run with { RuntimeStatus = RuntimeStatus.Failed });
    }

    [Fact]
    public async Task StartAsync_ChangedMapping_IsAnotherImport()
    {
        using var host = new TestHost();
        host.Folder.File("mappings/mine.json", """{ "columns": { "Key": "id" } }""");
        var first = await host.Get<ImportStarter>().StartAsync(Bytes("Key\n1\n"), null, null, "mine");
        host.Folder.File("mappings/mine.json", """{ "columns": { "Key": "id" }, "constants": { "source": "list" } }""");
        Assert.NotEqual(first.ImportId, (await host.Get<ImportStarter>().StartAsync(Bytes("Key\n1\n"), null, null, "mine")).ImportId);
    }

    [Theory]
    [InlineData("", ImportRefusal.Empty, "empty")]
    [InlineData(" \r\n", ImportRefusal.Empty, "empty")]
    [InlineData("id\n1\0\n", ImportRefusal.NotText, "not text")]
    [InlineData("PK\u0003\u0004rest", ImportRefusal.NotText, "workbook")]
    [InlineData("name\nA\n", ImportRefusal.BadHeader, "No column holds an id, an email or a phone")]
    [InlineData("\"id\n1\n", ImportRefusal.BadHeader, "never closed")]
    [InlineData("id,company\n1,A long row that goes beyond the limit of this test, which is 100 bytes; and a little further than that.\n", ImportRefusal.TooLarge, "larger than 100 bytes")]
    public async Task StartAsync_FileThatCannotBeImported_IsRefusedAndNothingStarted(string content, ImportRefusal reason, string message)
    {
        using var host = new TestHost(new() { ["Imports:MaxBytes"] = "100" });
        await RefusedAsync(host, Bytes(content), null, reason, message);
    }

    [Fact]
    public async Task StartAsync_Utf16_IsRefusedWithWhatToDo()
    {
        using var host = new TestHost();
        await RefusedAsync(host, new MemoryStream([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("id\n1\n")]), null, ImportRefusal.NotText, "Save it as UTF-8");
    }

    [Theory]
    [InlineData("other", ImportRefusal.UnknownMapping, "There are: broken, mine.")]
    [InlineData("../mine", ImportRefusal.UnknownMapping, "There is no mapping '../mine'")]
    [InlineData("broken", ImportRefusal.InvalidMapping, "'colums'")]
    [InlineData("mine", ImportRefusal.BadHeader, "'Key', which the file does not have")]
    public async Task StartAsync_MappingThatCannotServe_IsRefused(string mapping, ImportRefusal reason, string message)
    {
        using var host = new TestHost();
        host.Folder.File("mappings/mine.json", """{ "columns": { "Key": "id" } }""");
        host.Folder.File("mappings/broken.json", """{ "colums": {} }""");
        await RefusedAsync(host, Bytes("id\n1\n"), mapping, reason, message);
    }

    [Fact]
    public async Task StartAsync_UploadThatBreaksOff_IsRefusedAsIncomplete()
    {
        using var host = new TestHost();
        await RefusedAsync(host, new BrokenStream(), null, ImportRefusal.Incomplete, "broke off after 200000 bytes");
    }

    private static async Task RefusedAsync(TestHost host, Stream content, string? mapping, ImportRefusal reason, string message)
    {
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => host.Get<ImportStarter>().StartAsync(content, "f.txt", null, mapping));
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Empty(host.Client.Instances);
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private sealed class BrokenStream() : MemoryStream(Encoding.UTF8.GetBytes("id\n" + new string('1', 199_997)))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("reset");
    }
}

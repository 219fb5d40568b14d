using System.Text.Json;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.EndToEnd;

/// <summary>One real host, and the commands that talk to it.</summary>
public sealed class ClientCommandTests(ClientCommandTests.Host host) : IClassFixture<ClientCommandTests.Host>
{
    [Fact]
    public async Task Submit_WaitWithOneInvalid_ShowsOutcomesAndTheWrongField()
    {
        host.Folder.Write("some.json", """[{"id":"some-1","email":"one@example.com","source":"web-form"},{"source":"web-form"}]""");

        var (code, output, error) = await host.RunAsync("submit", "some.json", "--wait");

        Assert.Equal(ExitCodes.PartlyRejected, code);
        Assert.Contains("some-1", output, StringComparison.Ordinal);
        Assert.Contains("Completed", output, StringComparison.Ordinal);
        Assert.Contains("lead 2: $", error, StringComparison.Ordinal);
        Assert.Contains("1 lead accepted, 1 rejected.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_Json_IsForScripts()
    {
        host.Folder.Write("json.json", """{"id":"json-1","email":"two@example.com","source":"web-form"}""");

        var (code, output, error) = await host.RunAsync("submit", "json.json", "--json");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Equal("json-1", JsonDocument.Parse(output).RootElement[0].GetProperty("id").GetString());
        Assert.Empty(error);
    }

    [Fact]
    public async Task Submit_NotJson_NamesFileAndPlace()
    {
        host.Folder.Write("broken.json", "{\n  \"email\": oops\n}");

        var (code, _, error) = await host.RunAsync("submit", "broken.json");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("broken.json is not valid JSON", error, StringComparison.Ordinal);
        Assert.Contains("LineNumber: 1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_UnknownLead_SaysSo()
    {
        var (code, _, error) = await host.RunAsync("status", "nobody");

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains("nobody", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_CompletedLead_ExplainsEveryDecision()
    {
        host.Folder.Write("status.json", """{"id":"status-1","email":"three@example.com","jobTitle":"Head of Sales","source":"web-form"}""");
        await host.RunAsync("submit", "status.json", "--wait");

        var (code, output, _) = await host.RunAsync("status", "status-1");

        Assert.Equal(ExitCodes.Success, code);
        Assert.All(["score", "follow-up", "rep", "UpdateCrm:leadBook", "took"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_RowRejected_GoesToAFileThatIsImportedOnceMended()
    {
        host.Folder.Write("list.csv", "Email,First Name,Company\nann@example.com,Ann,Example Ltd\nnot-an-address,Bob,Example Ltd\n");

        var (code, output, _) = await host.RunAsync("import", "list.csv");

        Assert.Equal(ExitCodes.PartlyRejected, code);
        Assert.Contains("2 rows: 1 new leads, 0 there already, 1 rejected", output, StringComparison.Ordinal);
        var path = Path.Combine(host.Folder.Path, "list.rejected.csv");
        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal("#rejected,Email,First Name,Company", lines[0]);
        Assert.StartsWith("\"#rejected line 3:", lines[1], StringComparison.Ordinal);

        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("not-an-address,", "bob@example.com,", StringComparison.Ordinal));
        var (mendedCode, mendedOutput, mendedError) = await host.RunAsync("import", "list.rejected.csv", "--json");

        Assert.True(mendedCode == ExitCodes.Success, mendedOutput + mendedError);
        var import = JsonDocument.Parse(mendedOutput).RootElement.GetProperty("import");
        Assert.Equal(1, import.GetProperty("progress").GetProperty("started").GetInt32());
        Assert.Equal("list.rejected.csv", import.GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task Import_RowRejectedUnderAMapping_SaysWhyInWordsAndHowToImportItAgain()
    {
        host.Folder.Write("crm.csv", "Kennung;Betrieb\ncrm-1;Example GmbH\n;Example GmbH\n");
        host.Folder.Write("crm map.json", """{ "columns": { "Kennung": "id", "Betrieb": "company" } }""");

        var (code, output, error) = await host.RunAsync("import", "crm.csv", "--map", "crm map.json");

        Assert.True(code == ExitCodes.PartlyRejected, output + error);
        Assert.Contains("line 3 Has none of", output, StringComparison.Ordinal);
        Assert.Contains("lead import crm.rejected.csv --map \"crm map.json\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_MappingFile_ReachesTheHost()
    {
        host.Folder.Write("odd.csv", "Kennung;Briefkasten;Betrieb\nodd-1;odd@example.com;Example GmbH\n");
        host.Folder.Write("odd mapping.json", """{ "columns": { "Kennung": "id", "Briefkasten": "email", "Betrieb": "company" } }""");

        var (code, output, error) = await host.RunAsync("import", "odd.csv", "--map", "odd mapping.json");

        Assert.True(code == ExitCodes.Success, output + error);
        Assert.Equal(ExitCodes.Success, (await host.RunAsync("status", "odd-1")).Code);
    }

    [Fact]
    public async Task Import_MappingFileThatIsNone_SaysWhatIsWrong()
    {
        host.Folder.Write("odd2.csv", "Kennung\nodd-2\n");
        host.Folder.Write("wrong.json", """{ "colums": {} }""");

        var (code, _, error) = await host.RunAsync("import", "odd2.csv", "--map", "wrong.json");

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains("colums", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_UnknownMapping_IsRefused()
    {
        host.Folder.Write("map.csv", "Email\nmap@example.com\n");

        var byName = await host.RunAsync("import", "map.csv", "--map", "nosuch");
        var byPath = await host.RunAsync("import", "map.csv", "--map", "nosuch.json");

        Assert.Equal(ExitCodes.Failure, byName.Code);
        Assert.Contains("nosuch", byName.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, byPath.Code);
        Assert.Contains("nosuch.json does not exist", byPath.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_StatusAndTop_AreApplied()
    {
        host.Folder.Write("listed.json", """[{"id":"listed-1","email":"l1@example.com"},{"id":"listed-2","email":"l2@example.com"}]""");
        await host.RunAsync("submit", "listed.json", "--wait");

        var (code, output, _) = await host.RunAsync("list", "--status", "Completed", "--top", "1", "--json");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Equal(1, JsonDocument.Parse(output).RootElement.GetProperty("leads").GetArrayLength());
    }

    [Fact]
    public async Task Purge_ById_ErasesTheLead()
    {
        host.Folder.Write("purge.json", """{"id":"purge-1","email":"purge@example.com"}""");
        await host.RunAsync("submit", "purge.json", "--wait");

        var (refused, _, error) = await host.RunAsync("purge", "--id", "purge-1");
        Assert.Equal(ExitCodes.Usage, refused);
        Assert.Contains("purge-1 would be erased for good", error, StringComparison.Ordinal);
        Assert.Contains("add --yes", error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, (await host.RunAsync("status", "purge-1")).Code);

        var (code, output, _) = await host.RunAsync("purge", "--id", "purge-1", "--yes");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("1 lead erased.", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failure, (await host.RunAsync("status", "purge-1")).Code);
    }

    [Fact]
    public async Task Export_Lead_WritesEverythingKeptOfIt()
    {
        host.Folder.Write("export.json", """{"id":"export-1","email":"export@example.com","message":"What they wrote."}""");
        await host.RunAsync("submit", "export.json", "--wait");

        var (code, output, _) = await host.RunAsync("export", "export-1");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Equal("What they wrote.", JsonDocument.Parse(output).RootElement.GetProperty("record").GetProperty("lead").GetProperty("message").GetString());
        Assert.Equal(ExitCodes.Failure, (await host.RunAsync("export", "nobody")).Code);
    }

    [Fact]
    public async Task Preview_Lead_DecidesAndWritesNothing()
    {
        host.Folder.Write("preview.json", """{"id":"preview-1","email":"preview@example.com","source":"web-form"}""");

        var (code, output, _) = await host.RunAsync("preview", "preview.json");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("Nothing was written.", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failure, (await host.RunAsync("status", "preview-1")).Code);
    }

    [Fact]
    public async Task Preview_SomeInvalid_ShowsTheOthersAndListsTheInvalidWithTheirFields()
    {
        host.Folder.Write("mixed.json", """[{"id":"mixed-1","email":"m@example.com"},{"emial":"x"},{"id":"mixed-3","email":"m3@example.com"}]""");

        var (code, output, error) = await host.RunAsync("preview", "mixed.json");

        Assert.Equal(ExitCodes.PartlyRejected, code);
        Assert.Contains("mixed-1", output, StringComparison.Ordinal);
        Assert.Contains("mixed-3", output, StringComparison.Ordinal);
        Assert.Contains("left out lead 2: $.emial: Unknown field", error, StringComparison.Ordinal);
        Assert.Contains("2 leads previewed, 1 left out", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportSavings_AfterLeads_ShowsMeasuredTimes()
    {
        host.Folder.Write("report.json", """{"id":"report-1","email":"report@example.com"}""");
        await host.RunAsync("submit", "report.json", "--wait");

        var (code, output, _) = await host.RunAsync("report", "savings");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("at once", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProcessAnalyze_DurationsFromTheHost_MeasuresTheLeadsPath()
    {
        host.Folder.Write("measured.json", """{"id":"measured-1","email":"measured@example.com"}""");
        await host.RunAsync("submit", "measured.json", "--wait");

        var (code, output, error) = await LeadProcess.RunAsync(
            host.Folder.Path, "process", "analyze", Path.Combine(LeadProcess.Samples, "lead-path.yaml"), "--durations", host.Url);

        Assert.True(code == ExitCodes.Success, output + error);
        Assert.Contains("Durations measured in", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Not recorded", output, StringComparison.Ordinal);
    }

    public sealed class Host : IAsyncLifetime
    {
        private LeadProcess? _process;
        private string _url = "";

        internal TempFolder Folder { get; } = new();

        internal string Url => _url;

        public async Task InitializeAsync()
        {
            _process = LeadProcess.Start(Folder.Path, null, "serve", "--sample-rules", "--urls", "http://127.0.0.1:0");
            _url = await _process.WaitForHostAsync();
        }

        public async Task DisposeAsync()
        {
            await _process!.DisposeAsync();
            Folder.Dispose();
        }

        internal async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
            await LeadProcess.RunAsync(Folder.Path, [.. arguments, "--url", _url]);
    }
}

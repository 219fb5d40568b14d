using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.EndToEnd;

public sealed class ImportScopeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_MappingByAKeyThatMayOnlySubmit_SaysWhichScopeIsMissingAndHowToGetIt()
    {
        var key = (await LeadProcess.RunAsync(_folder.Path, "key", "create", "form", "--scope", "submit", "--data", "data")).Output.Trim();
        await using var host = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", "http://127.0.0.1:0", "--data", "data");
        var url = await host.WaitForHostAsync();
        _folder.Write("leads.csv", "Key\n1\n");
        _folder.Write("mine.json", """{ "columns": { "Key": "id" } }""");

        var (code, _, error) = await LeadProcess.RunAsync(_folder.Path, "import", "leads.csv", "--map", "mine.json", "--url", url, "--key", key);

        Assert.Equal(ExitCodes.Failure, code);
        foreach (var said in new[] { "mine.json", "'form' may submit", "needs the scope 'decide'", "lead key create NAME --scope", "--map mine-" })
            Assert.Contains(said, error, StringComparison.Ordinal);
    }
}

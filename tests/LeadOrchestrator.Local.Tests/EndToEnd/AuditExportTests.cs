using System.Text.Json;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.EndToEnd;

public sealed class AuditExportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Export_OfARunningHost_GivesEveryChangeAsCsvAndNdjson()
    {
        var data = Path.Combine(_folder.Path, "data");
        var key = (await LeadProcess.RunAsync(_folder.Path, "key", "create", "boss", "--scope", "admin", "--data", data)).Output.Trim();
        await using var host = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", "http://127.0.0.1:0", "--data", data);
        var url = await host.WaitForHostAsync();
        await LeadProcess.RunAsync(_folder.Path, "purge", "--id=-cmd", "--yes", "--url", url, "--key", key);
        var file = Path.Combine(_folder.Path, "audit.ndjson");
        await File.WriteAllTextAsync(file, "an earlier one, which everybody may read");

        var csv = await LeadProcess.RunAsync(_folder.Path, "audit", "export", "--url", url, "--key", key);
        var json = await LeadProcess.RunAsync(_folder.Path, "audit", "export", "--format", "ndjson", "--who", "boss", "--out", "audit.ndjson", "--url", url, "--key", key);

        Assert.Equal((ExitCodes.Success, ExitCodes.Success), (csv.Code, json.Code));
        Assert.StartsWith("at,who,what,on,from,status,count,id", csv.Output, StringComparison.Ordinal);
        Assert.Contains(",boss,DELETE /api/leads/{id},'-cmd,", csv.Output.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal("-cmd", JsonDocument.Parse(Assert.Single(lines)).RootElement.GetProperty("on").GetString());
    }
}

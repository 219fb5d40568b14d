using System.Net;
using System.Text.Json;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.EndToEnd;

public sealed class ServeTests : IDisposable
{
    private const string FreeAddress = "http://127.0.0.1:0";
    private const string Lead = """{"id":"lead-1","email":"ada@example.com","company":"Example Ltd","source":"web-form"}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serve_NoCommandNamed_IsReadyAndSaysWhereAndHowToStop()
    {
        await using var host = LeadProcess.Start(_folder.Path, null, "--sample-rules", "--urls", FreeAddress);
        await host.WaitForHostAsync();
        await host.WaitForLineAsync(line => line.Contains("stop", StringComparison.Ordinal));

        Assert.Contains(Path.Combine(_folder.Path, ".data"), host.Output, StringComparison.Ordinal);
        Assert.Contains("rules", host.Output, StringComparison.Ordinal);
        Assert.Empty(host.Error);
        Assert.True(File.Exists(Path.Combine(_folder.Path, ".data", "engine.db")));
        Assert.True(File.Exists(Path.Combine(_folder.Path, ".data", "leads.db")));
    }

    [Fact]
    public async Task Serve_Terminated_StopsCleanlyAndKeepsEverything()
    {
        _folder.Write("lead.json", Lead);
        await using (var host = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", FreeAddress))
        {
            var url = await host.WaitForHostAsync();
            Assert.Equal(ExitCodes.Success, (await LeadProcess.RunAsync(_folder.Path, "submit", "lead.json", "--url", url)).Code);
            Assert.Equal(ExitCodes.Success, await host.TerminateAsync());
            Assert.Contains("Stopped.", host.Output, StringComparison.Ordinal);
        }

        await using var again = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", FreeAddress);
        var (code, output, _) = await LeadProcess.RunAsync(_folder.Path, "status", "lead-1", "--url", await again.WaitForHostAsync(), "--json");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Equal("lead-1", JsonDocument.Parse(output).RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Serve_WithKey_AsksForItAndTheCommandsShowIt()
    {
        var key = new Dictionary<string, string> { ["LEAD_API_KEY"] = "a-key-of-this-test" };
        await using var host = LeadProcess.Start(_folder.Path, key, "serve", "--sample-rules", "--urls", FreeAddress);
        var url = await host.WaitForHostAsync();

        var without = await LeadProcess.RunAsync(_folder.Path, "list", "--url", url);
        await using var with = LeadProcess.Start(_folder.Path, key, "list", "--url", url);

        Assert.Equal(ExitCodes.Failure, without.Code);
        Assert.Contains("LEAD_API_KEY", without.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, await with.WaitForExitAsync());
    }

    [Fact]
    public async Task Serve_RequestForAnotherName_IsRefused()
    {
        await using var host = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", FreeAddress);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{await host.WaitForHostAsync()}/api/leads") { Headers = { Host = "rebound.example" } };

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var detail = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString();
        Assert.Contains("'rebound.example'", detail, StringComparison.Ordinal);
        Assert.Contains("AllowedHosts", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_SampleRules_SaysSoAtTheStartAndInHealth()
    {
        await using var host = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", FreeAddress);
        var url = await host.WaitForHostAsync();
        using var http = new HttpClient();

        await host.WaitForLineAsync(line => line.Contains("Sample rules of an invented company are in force", StringComparison.Ordinal));
        var rules = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{url}/api/health"))).RootElement.GetProperty("checks").GetProperty("rules");
        Assert.True(rules.GetProperty("data").GetProperty("sample").GetBoolean());
        Assert.Contains("invented company", rules.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ChangedRules_AreLoggedWithWhatChangedAsJsonWithADateWhereAsked()
    {
        var rules = File.ReadAllText(Path.Combine(LeadProcess.Samples, "rules.json"));
        var path = _folder.Write(".data/rules.json", rules.Replace("\"label\": \"", "\"label\": \"mine ", StringComparison.Ordinal));
        await using var host = LeadProcess.Start(_folder.Path, null, "serve", "--log-format", "json", "--urls", FreeAddress);
        await host.WaitForHostAsync();

        File.WriteAllText(path, rules.Replace("\"label\": \"", "\"label\": \"yours ", StringComparison.Ordinal).Replace("\"dailyCap\": ", "\"dailyCap\": 1", StringComparison.Ordinal));

        var line = JsonDocument.Parse(await host.WaitForErrorLineAsync(line => line.Contains("Rules reloaded", StringComparison.Ordinal))).RootElement;
        Assert.Equal((3005, "Information"), (line.GetProperty("EventId").GetInt32(), line.GetProperty("LogLevel").GetString()));
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}T.*Z$", line.GetProperty("Timestamp").GetString());
        Assert.Matches(@"'mine .*' \([0-9a-f]{16}\) → 'yours .*' \([0-9a-f]{16}\): [0-9]+ reps changed \('", line.GetProperty("Message").GetString());
    }

    [Fact]
    public async Task Serve_AllowedHosts_AreAnswered()
    {
        _folder.Write(".data/settings.json", """{ "AllowedHosts": "leads.example" }""");
        await using var host = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", FreeAddress);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{await host.WaitForHostAsync()}/api/leads") { Headers = { Host = "leads.example" } };

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Serve_SettingsFromFileEnvironmentAndCommandLine_LaterOnesWin()
    {
        _folder.Write(".data/settings.json", """{ "Execution": { "Mode": "Sequential" }, "Engine": { "MaxPendingWork": 100 } }""");
        _folder.Write("lead.json", Lead);
        var environment = new Dictionary<string, string> { ["Execution__Mode"] = "Parallel" };
        await using var host = LeadProcess.Start(_folder.Path, environment, "serve", "--sample-rules", "--urls", FreeAddress, "--Execution:Mode=Sequential");
        var url = await host.WaitForHostAsync();

        var (_, output, _) = await LeadProcess.RunAsync(_folder.Path, "submit", "lead.json", "--wait", "--json", "--url", url);

        var outcome = JsonDocument.Parse(output).RootElement[0].GetProperty("lead").GetProperty("outcome");
        Assert.Equal("sequential", outcome.GetProperty("execution").GetString());
    }
}

using System.Net;
using System.Text.RegularExpressions;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.EndToEnd;

public sealed partial class MetricsTests : IDisposable
{
    private const string Lead = """{"id":"m-1","email":"ada@example.com"}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Metrics_WhatTheDashboardFileAsksFor_IsAllThere()
    {
        _folder.Write("lead.json", Lead);
        await using var host = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", "http://127.0.0.1:0", "--Telemetry:Prometheus=true");
        var url = await host.WaitForHostAsync();
        Assert.Equal(ExitCodes.Success, (await LeadProcess.RunAsync(_folder.Path, "submit", "lead.json", "--wait", "--url", url)).Code);
        using var http = new HttpClient();
        var scraped = await http.GetStringAsync(new Uri($"{url}/metrics"));
        var dashboard = File.ReadAllText(Path.Combine(LeadProcess.Samples, "..", "infra", "host", "grafana-dashboard.json"));

        string[] asked = [.. Names().Matches(dashboard).Select(match => match.Value).Distinct()];

        Assert.True(asked.Length >= 12, string.Join(" ", asked));
        Assert.All(asked, name => Assert.Matches($"(?m)^{name}[{{ ]", scraped));
        Assert.DoesNotContain("ada@example.com", scraped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_NotAskedFor_AreNotServed()
    {
        await using var host = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", "http://127.0.0.1:0");
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri($"{await host.WaitForHostAsync()}/metrics"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Metrics_WhereAKeyIsSet_NeedIt()
    {
        var key = new Dictionary<string, string> { ["LEAD_API_KEY"] = "0123456789abcdef0123456789abcdef" };
        await using var host = LeadProcess.Start(_folder.Path, key, "serve", "--sample-rules", "--urls", "http://127.0.0.1:0", "--Telemetry:Prometheus=true");
        using var http = new HttpClient();
        var metrics = new Uri($"{await host.WaitForHostAsync()}/metrics");

        using var without = await http.GetAsync(metrics);
        http.DefaultRequestHeaders.Add("x-api-key", key["LEAD_API_KEY"]);
        using var with = await http.GetAsync(metrics);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (without.StatusCode, with.StatusCode));
    }

    [GeneratedRegex("(?:engine|lead|http|dotnet)_[a-z_]+_(?:total|bucket|count|sum|bytes)|engine_[a-z_]+")]
    private static partial Regex Names();
}

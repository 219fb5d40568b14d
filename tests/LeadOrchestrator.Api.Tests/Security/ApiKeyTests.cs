using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.Extensions.Options;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Security;

public sealed class ApiKeyTests(ApiKeyTests.KeyedHost keyed) : IClassFixture<ApiKeyTests.KeyedHost>
{
    private const string Key = "a key with / and +";
    private readonly ApiHost _host = keyed.Api;

    [Theory]
    [InlineData("GET", "/api/leads")]
    [InlineData("POST", "/api/leads")]
    [InlineData("DELETE", "/api/leads/x")]
    [InlineData("GET", "/api/process.svg")]
    [InlineData("POST", "/admin/functions/DailyDigest")]
    [InlineData("GET", "/no/such/route")]
    public async Task AnyRequest_WithoutTheKey_Is401(string method, string path) =>
        (await _host.SendAsync(new HttpMethod(method), path)).IsProblem(HttpStatusCode.Unauthorized, "x-functions-key");

    [Fact]
    public async Task Management_WithoutTheKey_Is401WithoutBodyAsRecorded()
    {
        var answer = await _host.GetAsync("/runtime/webhooks/durabletask/instances/w1");

        Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("x-functions-key")]
    [InlineData("x-api-key")]
    public async Task AnyRequest_WithTheKeyInAHeader_IsServed(string header)
    {
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/api/leads", (header, Key))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.GetAsync("/api/leads", (header, Key + "x"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.GetAsync("/api/leads", (header, ""))).Status);
    }

    [Fact]
    public async Task AnyRequest_WithTheKeyInTheQuery_IsServed()
    {
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync($"/api/leads?code={Uri.EscapeDataString(Key)}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.GetAsync("/api/leads?code=wrong")).Status);
        Assert.DoesNotContain(Uri.EscapeDataString(Key), _host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submitted_ManagementLinksHoldTheKeyAndStatusLinksDoNot()
    {
        var answer = await _host.PostAsync("/api/leads", LeadJson(NewId()), headers: ("x-api-key", Key));

        Assert.DoesNotContain("code=", answer.Headers["Location"], StringComparison.Ordinal);
        Assert.DoesNotContain("code=", answer.Json.GetProperty("statusUri").GetString(), StringComparison.Ordinal);
        var query = answer.Json.GetProperty("statusQueryGetUri").GetString()!;
        Assert.EndsWith($"?code={Uri.EscapeDataString(Key)}", query, StringComparison.Ordinal);
        Assert.Contains((await _host.GetAsync(new Uri(query).PathAndQuery)).Status, new[] { HttpStatusCode.OK, HttpStatusCode.Accepted });
    }

    [Fact]
    public async Task StartPage_WithoutTheKey_IsServed()
    {
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/dashboard/dashboard.css")).Status);
    }

    [Fact]
    public async Task Health_WithoutTheKey_TellsNoDetails()
    {
        var stranger = await _host.GetAsync("/api/health");
        var friend = await _host.GetAsync("/api/health", ("x-api-key", Key));

        Assert.Equal(HttpStatusCode.OK, stranger.Status);
        Assert.Equal(["status", "version"], stranger.Json.EnumerateObject().Select(property => property.Name));
        Assert.True(friend.Json.TryGetProperty("checks", out _));
    }

    [Fact]
    public async Task Start_WithABlankKey_IsRefusedNamingTheSetting()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.StartAsync(new Dictionary<string, string?> { ["LEAD_API_KEY"] = "  " }));

        Assert.Contains("LEAD_API_KEY", exception.Message, StringComparison.Ordinal);
    }

    public sealed class KeyedHost : IAsyncLifetime
    {
        public ApiHost Api { get; private set; } = null!;

        public async Task InitializeAsync() => Api = await ApiHost.StartAsync(new Dictionary<string, string?> { ["LEAD_API_KEY"] = Key });

        public async Task DisposeAsync() => await Api.DisposeAsync();
    }
}

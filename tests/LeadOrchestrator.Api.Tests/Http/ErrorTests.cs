using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Http;

[Collection(nameof(SharedHostCollection))]
public sealed class ErrorTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task AnyRequest_ToNoRoute_Is404WithAProblem() => (await _host.GetAsync("/api/nothing")).IsProblem(HttpStatusCode.NotFound, "/api/nothing");

    [Fact]
    public async Task AnyRequest_WithAnotherMethod_Is405NamingTheAllowed()
    {
        var answer = await _host.SendAsync(HttpMethod.Put, "/api/leads");

        answer.IsProblem(HttpStatusCode.MethodNotAllowed, "PUT");
        Assert.Contains("POST", answer.Headers["Allow"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_OfARoute_Is204WithAllow()
    {
        var answer = await _host.SendAsync(HttpMethod.Options, "/api/leads");

        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.Status, answer.Body));
        Assert.Contains("GET", answer.Headers["Allow"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/leads")]
    [InlineData("/api/health")]
    public async Task Head_OfWhatCanBeRead_Is200WithoutBody(string path)
    {
        var answer = await _host.SendAsync(HttpMethod.Head, path);

        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task AnyRequest_ThatFailsUnexpectedly_Is500WithATraceIdAndNoDetails()
    {
        var answer = await _host.GetAsync("/fails");

        answer.IsProblem(HttpStatusCode.InternalServerError, "traceId");
        Assert.NotEmpty(answer.Json.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("secret detail", answer.Body, StringComparison.Ordinal);
        Assert.Contains("secret detail", _host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyRequest_WhenStorageFails_Is503WithItsMessage()
    {
        var client = new Mock<IOrchestrationClient>();
        client.SetReturnsDefault(Task.FromException<OrchestrationMetadata?>(new StorageException("The disk is full. Free some space.")));
        await using var host = await ApiHost.StartAsync(services: services => services.AddSingleton(client.Object));

        var answer = await host.GetAsync("/api/leads/x");

        answer.IsProblem(HttpStatusCode.ServiceUnavailable, "The disk is full. Free some space.");
        Assert.Equal("30", answer.Headers["Retry-After"]);
        await host.GetAsync("/api/leads/y");
        Assert.Single(host.Log.Text.Split('\n'), line => line.Contains(" 4002 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/leads?status=odd&from=x&to=y&top=0&continuationToken=a&continuationToken=b", "status from to top continuationToken")]
    [InlineData("/api/imports?top=0&continuationToken=a&continuationToken=b", "continuationToken top")]
    [InlineData("/api/imports/x?format=odd&top=no", "format top")]
    [InlineData("/api/reports/savings?from=x&top=-1", "from top")]
    [InlineData("/runtime/webhooks/durabletask/instances?runtimeStatus=odd&createdTimeFrom=x&top=0", "runtimeStatus createdTimeFrom top")]
    [InlineData("/runtime/webhooks/durabletask/instances/x?showInput=7&showHistory=8", "showInput showHistory")]
    public async Task AQuery_WithSeveralWrongParameters_NamesThemAll(string path, string expected)
    {
        var answer = await _host.GetAsync(path);

        answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(expected.Split(' '), answer.ErrorPaths);
        Assert.All(answer.ErrorPaths, name => Assert.Contains(name!, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAnswer_WithLettersAndQuotes_IsWrittenReadably() =>
        Assert.Contains("There is no lead 'O'Neill-Zoë<&>'.", (await _host.GetAsync("/api/leads/O'Neill-Zo%C3%AB%3C%26%3E")).Body, StringComparison.Ordinal);

    [Theory]
    [InlineData("/api/leads")]
    [InlineData("/")]
    [InlineData("/api/nothing")]
    [InlineData("/fails")]
    public async Task AnyAnswer_HasSecurityHeaders(string path)
    {
        var answer = await _host.GetAsync(path);

        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
        Assert.StartsWith("default-src 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.True(answer.Headers.ContainsKey("Cache-Control"));
    }

    [Fact]
    public async Task AWrite_ThatABrowserSendsForAnotherSite_Is403()
    {
        var id = await _host.SubmitAndParkAsync();

        var answer = await _host.SendAsync(
            HttpMethod.Post, $"/runtime/webhooks/durabletask/instances/{id}/terminate", headers: ("Sec-Fetch-Site", "cross-site"));

        answer.IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(RuntimeStatus.Running, (await _host.Client.GetInstanceAsync(id))!.RuntimeStatus);
    }

    [Fact]
    public async Task Links_BehindATrustedProxy_NameThePublicAddress()
    {
        var body = LeadJson(NewId());
        (string, string)[] forwarded = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "leads.example.com")];
        await using var trusting = await ApiHost.StartAsync(new Dictionary<string, string?> { ["Api:TrustedProxies"] = "10.0.0.0/8; 127.0.0.1" });

        var trusted = await trusting.PostAsync("/api/leads", body, headers: forwarded);
        var ignored = await _host.PostAsync("/api/leads", body, headers: forwarded);
        await using var elsewhere = await ApiHost.StartAsync(new Dictionary<string, string?> { ["Api:TrustedProxies"] = "10.0.0.1" });
        var stranger = await elsewhere.PostAsync("/api/leads", body, headers: forwarded);

        Assert.StartsWith("https://leads.example.com/api/leads/", trusted.Headers["Location"], StringComparison.Ordinal);
        Assert.StartsWith("http://127.0.0.1:", ignored.Headers["Location"], StringComparison.Ordinal);
        Assert.StartsWith("http://127.0.0.1:", stranger.Headers["Location"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_OfALeadsWholeWay_HoldNoPersonalData()
    {
        var id = await _host.SubmitAndCompleteAsync();
        await _host.PostAsync("/api/leads", LeadJson(id, source: "conflict"));
        await _host.DeleteAsync($"/api/leads/{id}");

        foreach (var secret in new[] { "ada.private", "1234567", "Privatissima" }) Assert.DoesNotContain(secret, _host.Log.Text, StringComparison.Ordinal);
    }
}

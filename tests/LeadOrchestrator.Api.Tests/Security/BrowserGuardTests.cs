using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Security;

[Collection(nameof(SharedHostCollection))]
public sealed class BrowserGuardTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    private string Own => _host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")] // a page of another port of this machine
    [InlineData("something new")]
    public async Task AWrite_OfAnotherSiteOrPort_Is403AndChangesNothing(string site)
    {
        var id = NewId();

        var answer = await _host.PostAsync("/api/leads", LeadJson(id), headers: ("Sec-Fetch-Site", site));

        answer.IsProblem(HttpStatusCode.Forbidden, "another site or another port");
        Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync($"/api/leads/{id}")).Status);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("file:///")]
    public async Task AWrite_OfAnotherOrigin_Is403(string origin) =>
        (await _host.PostAsync("/api/leads", LeadJson(NewId()), headers: ("Origin", origin))).IsProblem(HttpStatusCode.Forbidden, "another origin");

    [Fact]
    public async Task AWrite_WithTwoOriginsOneOfThemOwn_Is403() =>
        (await _host.PostAsync("/api/leads", LeadJson(NewId()), headers: [("Origin", Own), ("Origin", "http://evil.example")])).IsProblem(HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("POST", "/admin/functions/UnassignedSweep")]
    [InlineData("POST", "/runtime/webhooks/durabletask/orchestrators/LeadOrchestration/forged")]
    [InlineData("DELETE", "/api/leads/x")]
    public async Task AWrite_OfAPageThatAFormCouldSend_Is415(string method, string path)
    {
        (string, string)[] page = [("Sec-Fetch-Site", "same-origin"), ("Origin", Own)];

        (await _host.SendAsync(new(method), path, headers: page)).IsProblem(HttpStatusCode.UnsupportedMediaType, "X-Requested-With");
        (await _host.SendAsync(new(method), path, "{}", "text/plain", page)).IsProblem(HttpStatusCode.UnsupportedMediaType, "X-Requested-With");
        Assert.NotEqual(HttpStatusCode.UnsupportedMediaType, (await _host.SendAsync(new(method), path, headers: [.. page, ("X-Requested-With", "x")])).Status);
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData("none")]
    public async Task AWrite_OfAPageOfThisHost_IsServed(string site) =>
        Assert.Equal(HttpStatusCode.Accepted, (await _host.PostAsync("/api/leads", LeadJson(NewId()), headers: [("Sec-Fetch-Site", site), ("Origin", Own)])).Status);

    [Fact]
    public async Task AWrite_OfNoBrowser_NeedsNeitherBodyNorHeader() =>
        Assert.Equal(HttpStatusCode.Accepted, (await _host.SendAsync(HttpMethod.Post, "/admin/functions/UnassignedSweep")).Status);

    [Fact]
    public async Task ARead_OfAnotherSite_IsServed() => // a link to the dashboard; what it says stays unreadable for the other site
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/", ("Sec-Fetch-Site", "cross-site"))).Status);
}

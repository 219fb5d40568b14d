using System.Net;
using System.Text.RegularExpressions;
using LeadOrchestrator.Api.Tests.Hosting;

namespace LeadOrchestrator.Api.Tests.Pages;

[Collection(nameof(SharedHostCollection))]
public sealed partial class StartPageTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Get_TheStartPage_HasNoInlineCodeAndOnlyLinksThatWork()
    {
        var page = await _host.GetAsync("/");

        Assert.StartsWith("text/html", page.ContentType, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page.Body, StringComparison.OrdinalIgnoreCase);
        var links = Link().Matches(page.Body).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct().ToList();
        Assert.True(links.Count > 8);
        foreach (var link in links) Assert.True((await _host.GetAsync(link)).Status == HttpStatusCode.OK, link);
    }

    [Fact]
    public async Task Get_AnUnknownAsset_Is404() => (await _host.GetAsync("/assets/none.js")).IsProblem(HttpStatusCode.NotFound);

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Link();
}

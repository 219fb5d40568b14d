using System.Net;
using System.Text.RegularExpressions;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LeadOrchestrator.Api.Tests.Dashboard;

[Collection(nameof(SharedHostCollection))]
public sealed partial class DashboardFilesTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Theory]
    [InlineData("/")]
    [InlineData("/api/dashboard")]
    public async Task Get_ThePage_HasNothingInlineAndOnlyRelativeLinksThatWork(string address)
    {
        var page = await _host.GetAsync(address);

        Assert.StartsWith("text/html", page.ContentType, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<script(?![^>]* src=)|<style| on[a-z]+=", page.Body);
        var links = Link().Matches(page.Body).Select(match => match.Groups[1].Value).Where(link => link.StartsWith("dashboard/", StringComparison.Ordinal)).ToList();
        Assert.True(links.Count >= 3);
        foreach (var link in links)
        {
            var answer = await _host.GetAsync(new Uri(new Uri(_host.Http.BaseAddress!, address), link).AbsolutePath);
            Assert.True(answer.Status == HttpStatusCode.OK, link);
        }
    }

    [Theory]
    [InlineData("/api/dashboard/")]
    [InlineData("/some/where/api/dashboard/")]
    public void GetPage_WithASlashAtItsEnd_IsSentToTheAddressWithout(string address)
    {
        var request = new DefaultHttpContext { Request = { Path = address } }.Request;

        var redirect = Assert.IsType<RedirectHttpResult>(LeadOrchestrator.Api.Dashboard.DashboardFiles.GetPage(request));

        Assert.Equal(address.TrimEnd('/'), new Uri(new Uri("http://host" + address), redirect.Url).AbsolutePath);
    }

    [Fact]
    public async Task Get_ThePageWithASlash_IsTheSamePage() =>
        Assert.Equal((await _host.GetAsync("/api/dashboard")).Body, (await _host.GetAsync("/api/dashboard/")).Body);

    [Fact]
    public async Task Get_AFileThatIsKnownAlready_Is304()
    {
        var first = await _host.GetAsync("/dashboard/app.js");

        var second = await _host.GetAsync("/dashboard/app.js", ("If-None-Match", first.Headers["ETag"]));

        Assert.StartsWith("text/javascript", first.ContentType, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, second.Status);
        Assert.Empty(second.Body);
    }

    [Fact]
    public async Task Get_EveryImportedModule_IsServed()
    {
        var modules = new Queue<string>(["app.js"]);
        var seen = new HashSet<string>(modules);
        while (modules.TryDequeue(out var module))
        {
            var answer = await _host.GetAsync($"/api/dashboard/{module}");
            Assert.True(answer.Status == HttpStatusCode.OK, module);
            foreach (Match import in Import().Matches(answer.Body))
                if (seen.Add(import.Groups[1].Value)) modules.Enqueue(import.Groups[1].Value);
        }

        Assert.True(seen.Count > 8);
    }

    [Fact]
    public async Task Get_AnUnknownFile_Is404() => (await _host.GetAsync("/dashboard/none.js")).IsProblem(HttpStatusCode.NotFound);

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("from '\\./([^']+)'")]
    private static partial Regex Import();
}

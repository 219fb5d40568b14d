using LeadOrchestrator.Api.Tests.Hosting;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Security;

[Collection(nameof(SharedHostCollection))]
public sealed class ManagementLinksTests(SharedHost shared)
{
    [Fact]
    public async Task Submitted_ByDefault_HasTheLinksOfDurableFunctions() =>
        Assert.True((await shared.Api.PostAsync("/api/leads", LeadJson(NewId()))).Json.TryGetProperty("terminatePostUri", out _));

    [Fact]
    public async Task Submitted_WithManagementLinksNone_HasItsStatusLinkAlone()
    {
        await using var host = await ApiHost.StartAsync(new Dictionary<string, string?> { ["Api:ManagementLinks"] = "none" });

        var answer = await host.PostAsync("/api/leads", LeadJson(NewId()));

        Assert.DoesNotContain("runtime/webhooks", answer.Body, StringComparison.Ordinal);
        Assert.True(answer.Json.TryGetProperty("statusUri", out _));
    }

    [Fact]
    public async Task Submitted_ByTheDashboard_HasItsStatusLinkAlone()
    {
        var answer = await shared.Api.PostAsync("/api/leads", LeadJson(NewId()), headers: ("X-Requested-With", "lead-dashboard"));

        Assert.DoesNotContain("runtime/webhooks", answer.Body, StringComparison.Ordinal);
        Assert.True(answer.Json.TryGetProperty("statusUri", out _));
    }
}

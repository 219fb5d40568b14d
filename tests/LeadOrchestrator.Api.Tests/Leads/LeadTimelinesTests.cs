using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Leads;

[Collection(nameof(SharedHostCollection))]
public sealed class LeadTimelinesTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Get_ACompletedLead_AnalysesEveryStep()
    {
        var id = await _host.SubmitAndCompleteAsync();

        var timeline = (await _host.GetAsync($"/api/leads/{id}/timeline")).Json;

        var steps = timeline.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("key").GetString()).ToList();
        Assert.Equal(["ScoreLead", "DecideFollowUp", "AssignRep"], steps.Take(3));
        Assert.Contains("UpdateCrm:switch", steps);
        Assert.True(timeline.GetProperty("criticalPathMs").GetDouble() <= timeline.GetProperty("sumMs").GetDouble());
    }

    [Fact]
    public async Task GetSvg_ACompletedLead_IsADrawingWithoutScript()
    {
        var id = await _host.SubmitAndCompleteAsync();

        var answer = await _host.GetAsync($"/api/leads/{id}/timeline.svg");

        Assert.StartsWith("image/svg+xml", answer.ContentType, StringComparison.Ordinal);
        Assert.StartsWith("<svg", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AParkedLead_ShowsWhatHappenedSoFar()
    {
        var id = await _host.SubmitAndParkAsync();

        var timeline = (await _host.GetAsync($"/api/leads/{id}/timeline")).Json;

        Assert.Contains(timeline.GetProperty("steps").EnumerateArray(), step => !step.GetProperty("succeeded").GetBoolean());
    }

    [Fact]
    public async Task Get_ALeadOnItsWay_Is409()
    {
        var id = NewId("held");
        _host.Switch.Hold(id);
        await _host.SubmitAsync(id);

        (await _host.GetAsync($"/api/leads/{id}/timeline")).IsProblem(HttpStatusCode.Conflict, "no timeline yet");
        _host.Switch.Release(id);
    }

    [Theory]
    [InlineData("timeline")]
    [InlineData("timeline.svg")]
    public async Task Get_AnUnknownLead_Is404(string what) => (await _host.GetAsync($"/api/leads/{NewId()}/{what}")).IsProblem(HttpStatusCode.NotFound);
}

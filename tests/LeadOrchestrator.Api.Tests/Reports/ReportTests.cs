using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;

namespace LeadOrchestrator.Api.Tests.Reports;

public sealed class ReportTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task GetSavings_OverCompletedLeads_CountsThem()
    {
        await _host.SubmitAndCompleteAsync();
        await _host.SubmitAndCompleteAsync();

        var report = (await _host.GetAsync("/api/reports/savings?from=2000-01-01")).Json;

        Assert.True(report.GetProperty("runs").GetInt32() >= 2);
        Assert.Equal(1, (await _host.GetAsync("/api/reports/savings?top=1")).Json.GetProperty("runs").GetInt32());
        Assert.Equal(0, (await _host.GetAsync("/api/reports/savings?to=2000-01-01")).Json.GetProperty("runs").GetInt32());
    }

    [Theory]
    [InlineData("from=soon", "from")]
    [InlineData("top=0", "top")]
    public async Task GetSavings_ABadParameter_Is400(string query, string parameter) =>
        (await _host.GetAsync($"/api/reports/savings?{query}")).IsProblem(HttpStatusCode.BadRequest, parameter);

    [Fact]
    public async Task GetProcess_WithConfiguredTargets_ShowsThem()
    {
        await _host.SubmitAndCompleteAsync();

        var process = (await _host.GetAsync("/api/process")).Json;

        Assert.Contains(process.GetProperty("steps").EnumerateArray(), step => step.GetProperty("id").GetString() == "UpdateCrm:switch");
        var svg = await _host.GetAsync("/api/process.svg");
        Assert.StartsWith("image/svg+xml", svg.ContentType, StringComparison.Ordinal);
        Assert.StartsWith("<svg", svg.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetProcessSvg_WithCounts_SaysHowManyLeadsTookAStep()
    {
        await _host.SubmitAndCompleteAsync();

        Assert.Contains(" leads<", (await _host.GetAsync("/api/process.svg?counts=true")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(" leads<", (await _host.GetAsync("/api/process.svg")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSpeed_OverCompletedLeads_OrdersItsTimes()
    {
        await _host.SubmitAndCompleteAsync();

        var report = (await _host.GetAsync("/api/reports/speed")).Json;

        Assert.True(report.GetProperty("leads").GetInt32() >= 1);
        var completed = report.GetProperty("completed");
        Assert.True(completed.GetProperty("medianMs").GetDouble() > 0);
        Assert.True(completed.GetProperty("medianMs").GetDouble() <= completed.GetProperty("maxMs").GetDouble());
        Assert.True(report.GetProperty("assigned").GetProperty("medianMs").GetDouble() <= completed.GetProperty("maxMs").GetDouble());
        Assert.Equal(0, (await _host.GetAsync("/api/reports/speed?to=2000-01-01")).Json.GetProperty("leads").GetInt32());
    }

    [Fact]
    public async Task GetAssignments_AfterAnAssignment_CountsItForItsRep()
    {
        await _host.SubmitAndCompleteAsync();

        var reps = (await _host.GetAsync("/api/reports/assignments")).Json.GetProperty("reps").EnumerateArray();

        var dora = Assert.Single(reps, rep => rep.GetProperty("repId").GetString() == "dora");
        Assert.True(dora.GetProperty("assigned").GetInt32() >= 1);
        Assert.True(dora.GetProperty("open").GetInt32() >= 1);
    }

    [Fact]
    public async Task GetUnassigned_WithAForeignToken_Is400() =>
        (await _host.GetAsync("/api/reports/unassigned?continuationToken=none")).IsProblem(HttpStatusCode.BadRequest, "continuationToken");

    [Fact]
    public async Task GetUnassigned_WithNobodyWaiting_IsEmpty() =>
        Assert.Equal(0, (await _host.GetAsync("/api/reports/unassigned")).Json.GetProperty("leads").GetArrayLength());
}

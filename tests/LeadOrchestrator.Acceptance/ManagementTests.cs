using System.Net;
using System.Text.Json;
using LeadOrchestrator.Acceptance.Hosting;

namespace LeadOrchestrator.Acceptance;

[Collection(nameof(HostCollection))]
public sealed class ManagementTests(HostFixture host)
{
    private readonly LeadClient _client = host.Client;

    [Fact]
    public async Task Suspend_ARunningLead_HoldsItUntilResumed()
    {
        var (id, uris) = await StartHeldLeadAsync();

        await PostAsync(uris, "suspendPostUri", HttpStatusCode.Accepted);
        await _client.WaitForStatusAsync(id, "Suspended");
        host.Webhooks.On(id, "hook-crm", HttpStatusCode.OK);
        using var redrive = await _client.PostAsync($"runtime/webhooks/durabletask/instances/{id}/raiseEvent/Redrive", "null");
        Assert.Equal(HttpStatusCode.Accepted, redrive.StatusCode);
        Assert.Equal("Suspended", (await _client.LeadAsync(id)).GetProperty("status").GetString());

        await PostAsync(uris, "resumePostUri", HttpStatusCode.Accepted);
        await _client.WaitForStatusAsync(id, "Completed");
    }

    [Fact]
    public async Task Terminate_ARunningLead_EndsItForGood()
    {
        var (id, uris) = await StartHeldLeadAsync();

        await PostAsync(uris, "terminatePostUri", HttpStatusCode.Accepted);

        await _client.WaitForStatusAsync(id, "Terminated");
        await PostAsync(uris, "terminatePostUri", HttpStatusCode.Gone);
        await PostAsync(uris, "suspendPostUri", HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Purge_ACompletedLead_ForgetsIt()
    {
        var id = LeadClient.NewId("purge");
        using var submitted = await _client.SubmitAsync(LeadClient.Lead(id));
        var uris = await LeadClient.ReadAsync(submitted);
        await _client.WaitForStatusAsync(id, "Completed");

        using var purge = await _client.Http.DeleteAsync(uris.GetProperty("purgeHistoryDeleteUri").GetString());
        Assert.Equal(HttpStatusCode.OK, purge.StatusCode);
        Assert.Equal(1, (await LeadClient.ReadAsync(purge)).GetProperty("instancesDeleted").GetInt32());
        using var gone = await _client.Http.GetAsync($"api/leads/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var again = await _client.Http.DeleteAsync(uris.GetProperty("purgeHistoryDeleteUri").GetString());
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Delete_ALead_ErasesItEverywhere()
    {
        var id = LeadClient.NewId("erase");
        using var submitted = await _client.SubmitAsync(LeadClient.Lead(id), "?wait=30");

        using var erased = await _client.Http.DeleteAsync($"api/leads/{id}");
        Assert.True(erased.IsSuccessStatusCode, erased.StatusCode.ToString());
        using var gone = await _client.Http.GetAsync($"api/leads/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var again = await _client.Http.DeleteAsync($"api/leads/{id}");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task StatusQuery_WithHistory_TellsWhatHappenedInOrder()
    {
        var id = LeadClient.NewId("history");
        using var submitted = await _client.SubmitAsync(LeadClient.Lead(id), "?wait=30");

        var status = await _client.GetAsync($"runtime/webhooks/durabletask/instances/{id}?showHistory=true&showHistoryOutput=true");

        var events = status.GetProperty("historyEvents").EnumerateArray().ToList();
        Assert.Equal("ExecutionStarted", events[0].GetProperty("EventType").GetString());
        Assert.Equal("ExecutionCompleted", events[^1].GetProperty("EventType").GetString());
        var completed = events.Where(e => e.GetProperty("EventType").GetString() == "TaskCompleted").Select(e => e.GetProperty("FunctionName").GetString()!).ToList();
        Assert.Equal(["ScoreLead", "DecideFollowUp", "AssignRep"], completed.Take(3));
        Assert.Contains("UpdateCrm", completed);
    }

    [LocalHostTheory("Durable Functions' management API ignores a filter that it cannot read (docs/hosts.md).")]
    [InlineData("instances?runtimeStatus=Asleep")]
    [InlineData("instances?createdTimeFrom=yesterday")]
    [InlineData("instances?top=many")]
    public async Task List_ABadFilter_Is400(string path)
    {
        using var response = await _client.Http.GetAsync($"runtime/webhooks/durabletask/{path}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Event_ForAnUnknownInstance_Is404()
    {
        using var response = await _client.PostAsync($"runtime/webhooks/durabletask/instances/{LeadClient.NewId("nobody")}/raiseEvent/X", "1");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("DailyDigest")]
    [InlineData("RetentionPurge")]
    [InlineData("UnassignedSweep")]
    public async Task ScheduledJob_RunByHand_Runs(string job)
    {
        var before = LastRun(await _client.GetAsync("api/health"), job);

        using var response = await _client.PostAsync($"admin/functions/{job}", "{}");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await _client.WaitForAsync("api/health", health => LastRun(health, job) > (before ?? default), $"a run of {job}");
    }

    [Fact]
    public async Task Health_OfARunningHost_IsGood()
    {
        using var response = await _client.Http.GetAsync("api/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Process_OfALead_IsJsonAndSvg()
    {
        Assert.Contains("AssignRep", (await _client.GetAsync("api/process")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("<svg", await _client.Http.GetStringAsync("api/process.svg"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, (await _client.GetAsync("api/reports/savings")).ValueKind);
    }

    private static DateTimeOffset? LastRun(JsonElement health, string job) =>
        health.GetProperty("checks").GetProperty("jobs").GetProperty("data").TryGetProperty($"{job}.lastRun", out var at) ? at.GetDateTimeOffset() : null;

    /// <summary>A lead that stands still because one of its effects is parked.</summary>
    private async Task<(string Id, JsonElement Uris)> StartHeldLeadAsync()
    {
        var id = LeadClient.NewId("held");
        host.Webhooks.On(id, "hook-crm", HttpStatusCode.BadRequest);
        using var submitted = await _client.SubmitAsync(LeadClient.Lead(id));
        await _client.WaitForStatusAsync(id, "Parked");
        return (id, await LeadClient.ReadAsync(submitted));
    }

    private async Task PostAsync(JsonElement uris, string name, HttpStatusCode expected)
    {
        var uri = uris.GetProperty(name).GetString()!.Replace("{{text}}", "test", StringComparison.Ordinal).Replace("{text}", "test", StringComparison.Ordinal);
        using var response = await _client.Http.PostAsync(uri, content: null);
        Assert.Equal(expected, response.StatusCode);
    }
}

using System.Net;
using System.Text.Json;
using LeadOrchestrator.Acceptance.Hosting;

namespace LeadOrchestrator.Acceptance;

[Collection(nameof(HostCollection))]
public sealed class EffectTests(HostFixture host)
{
    private readonly LeadClient _client = host.Client;

    [Fact]
    public async Task Effects_OfOneLead_RunAtOnce()
    {
        var id = LeadClient.NewId("overlap");
        var present = 0;
        var allPresent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var target in new[] { "hook-crm", "hook-notify", "hook-log" })
            host.Webhooks.On(id, target, async _ =>
            {
                // Nobody is answered until all three are here: effects that waited for each other would never get through.
                if (Interlocked.Increment(ref present) == 3) allPresent.SetResult();
                await allPresent.Task.WaitAsync(TimeSpan.FromSeconds(8));
                return HttpStatusCode.OK;
            });

        using var response = await _client.SubmitAsync(LeadClient.Lead(id));
        var lead = await _client.WaitForStatusAsync(id, "Completed");

        var hooks = Steps(lead).Where(step => step.Target?.StartsWith("hook-", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(3, hooks.Count);
        Assert.True(hooks.Max(step => step.StartedAt) < hooks.Min(step => step.EndedAt), "The three effects should overlap in the timeline.");
        Assert.All(hooks, step => Assert.Equal(1, step.Attempts));
    }

    [Fact]
    public async Task Decisions_OfOneLead_DoNotOverlap()
    {
        var id = LeadClient.NewId("order");
        using var response = await _client.SubmitAsync(LeadClient.Lead(id));

        var steps = Steps(await _client.WaitForStatusAsync(id, "Completed"));
        var decisions = new[] { "ScoreLead", "DecideFollowUp", "AssignRep" }.Select(name => steps.Single(step => step.Name == name)).ToList();
        Assert.True(decisions[0].EndedAt <= decisions[1].StartedAt && decisions[1].EndedAt <= decisions[2].StartedAt);
        Assert.All(steps.Except(decisions), effect => Assert.True(effect.StartedAt >= decisions[2].EndedAt));
    }

    [Fact]
    public async Task AFailingEffect_IsParkedAlone_AndRedrivenAlone()
    {
        var id = LeadClient.NewId("parked");
        host.Webhooks.On(id, "hook-notify", HttpStatusCode.InternalServerError);

        using var response = await _client.SubmitAsync(LeadClient.Lead(id));
        var parked = await _client.WaitForStatusAsync(id, "Parked");
        Assert.Equal(["NotifySales:hook-notify"], parked.GetProperty("outcome").GetProperty("parked").EnumerateArray().Select(step => step.GetProperty("step").GetString()!));
        Assert.NotEqual(JsonValueKind.Null, parked.GetProperty("outcome").GetProperty("assignment").ValueKind);

        var listed = await _client.GetAsync("api/leads?status=Parked&top=1000");
        Assert.Contains(listed.GetProperty("leads").EnumerateArray(), lead => lead.GetProperty("id").GetString() == id);

        host.Webhooks.On(id, "hook-notify", HttpStatusCode.OK);
        using var redrive = await _client.PostAsync($"api/leads/{id}/events/redrive", """{"step":"NotifySales:hook-notify"}""");
        Assert.Equal(HttpStatusCode.Accepted, redrive.StatusCode);

        var lead = await _client.WaitForStatusAsync(id, "Completed");
        Assert.All(lead.GetProperty("outcome").GetProperty("effects").EnumerateArray(), effect => Assert.Equal("done", effect.GetProperty("status").GetString()));
        Assert.Single(host.Webhooks.DeliveriesOf(id), delivery => delivery.Target == "hook-crm");
        Assert.Single(host.Webhooks.DeliveriesOf(id).Select(delivery => delivery.Key).Where(key => key.Contains("hook-notify", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public async Task ARejectedEffect_IsParkedWithoutFurtherAttempts()
    {
        var id = LeadClient.NewId("rejected");
        host.Webhooks.On(id, "hook-crm", HttpStatusCode.UnprocessableEntity);

        using var response = await _client.SubmitAsync(LeadClient.Lead(id));
        var parked = await _client.WaitForStatusAsync(id, "Parked");

        Assert.Single(host.Webhooks.DeliveriesOf(id), delivery => delivery.Target == "hook-crm");
        Assert.Contains("422", parked.GetProperty("outcome").GetProperty("parked")[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        await TerminateAsync(id);
    }

    [Fact]
    public async Task Redrive_OfALeadThatIsNotParked_Is409()
    {
        var id = LeadClient.NewId("notparked");
        using var submitted = await _client.SubmitAsync(LeadClient.Lead(id), "?wait=30");

        using var response = await _client.PostAsync($"api/leads/{id}/events/redrive", "{}");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task Timeline_OfACompletedLead_IsJsonAndSvg()
    {
        var id = LeadClient.NewId("gantt");
        using var submitted = await _client.SubmitAsync(LeadClient.Lead(id), "?wait=30");

        var timeline = await _client.GetAsync($"api/leads/{id}/timeline");
        Assert.Contains("ScoreLead", timeline.ToString(), StringComparison.Ordinal);
        using var svg = await _client.Http.GetAsync($"api/leads/{id}/timeline.svg");
        Assert.Equal("image/svg+xml", svg.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<svg", await svg.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static List<StepTimes> Steps(JsonElement lead) =>
    [
        .. lead.GetProperty("outcome").GetProperty("timeline").GetProperty("steps").EnumerateArray().Select(step => new StepTimes(
            step.GetProperty("name").GetString()!,
            step.TryGetProperty("target", out var target) ? target.GetString() : null,
            step.GetProperty("startedAt").GetDateTimeOffset(),
            step.GetProperty("endedAt").GetDateTimeOffset(),
            step.GetProperty("attempts").GetInt32())),
    ];

    private async Task TerminateAsync(string id)
    {
        using var response = await _client.PostAsync($"runtime/webhooks/durabletask/instances/{id}/terminate?reason=test", "");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private sealed record StepTimes(string Name, string? Target, DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Attempts);
}

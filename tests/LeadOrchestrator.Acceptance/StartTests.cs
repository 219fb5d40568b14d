using System.Net;
using System.Text.Json;
using LeadOrchestrator.Acceptance.Hosting;

namespace LeadOrchestrator.Acceptance;

[Collection(nameof(HostCollection))]
public sealed class StartTests(HostFixture host)
{
    private readonly LeadClient _client = host.Client;

    [Fact]
    public async Task Post_ALead_IsAcceptedAndCompletesWithEveryDecisionAndEffect()
    {
        var id = LeadClient.NewId("start");

        using var response = await _client.SubmitAsync(LeadClient.Lead(id));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var body = await LeadClient.ReadAsync(response);
        Assert.Equal(id, body.GetProperty("id").GetString());
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.EndsWith($"/api/leads/{id}", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        foreach (var uri in new[] { "statusUri", "statusQueryGetUri", "sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri", "restartPostUri", "suspendPostUri", "resumePostUri" })
            Assert.StartsWith("http", body.GetProperty(uri).GetString(), StringComparison.Ordinal);

        var lead = await _client.WaitForStatusAsync(id, "Completed");
        var outcome = lead.GetProperty("outcome");
        Assert.InRange(outcome.GetProperty("score").GetProperty("value").GetInt32(), 0, 100);
        Assert.Equal(
            outcome.GetProperty("score").GetProperty("value").GetInt32(),
            outcome.GetProperty("score").GetProperty("contributions").EnumerateArray().Sum(line => line.GetProperty("points").GetInt32()));
        Assert.False(string.IsNullOrEmpty(outcome.GetProperty("followUp").GetProperty("reason").GetString()));
        Assert.False(string.IsNullOrEmpty(outcome.GetProperty("assignment").GetProperty("reason").GetString()));
        Assert.All(outcome.GetProperty("effects").EnumerateArray(), effect => Assert.Equal("done", effect.GetProperty("status").GetString()));
        Assert.Equal(["crm", "log", "notify"], outcome.GetProperty("effects").EnumerateArray().Select(effect => effect.GetProperty("kind").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Post_WithWait_AnswersWithTheOutcome()
    {
        var id = LeadClient.NewId("wait");

        using var response = await _client.SubmitAsync(LeadClient.Lead(id), "?wait=30");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var lead = await LeadClient.ReadAsync(response);
        Assert.Equal((id, "Completed"), (lead.GetProperty("id").GetString(), lead.GetProperty("status").GetString()));
        Assert.Equal(JsonValueKind.Object, lead.GetProperty("outcome").ValueKind);
    }

    [Fact]
    public async Task StatusQuery_OfACompletedLead_AnswersAsDurableFunctionsDoes()
    {
        var id = LeadClient.NewId("query");
        using var response = await _client.SubmitAsync(LeadClient.Lead(id));
        var query = (await LeadClient.ReadAsync(response)).GetProperty("statusQueryGetUri").GetString()!;
        await _client.WaitForStatusAsync(id, "Completed");

        var status = await _client.GetAsync(query);

        Assert.Equal(
            (id, "LeadOrchestration", "Completed"),
            (status.GetProperty("instanceId").GetString(), status.GetProperty("name").GetString(), status.GetProperty("runtimeStatus").GetString()));
        Assert.Equal(id, status.GetProperty("output").GetProperty("leadId").GetString());
    }

    [Fact]
    public async Task Get_AnUnknownLead_Is404WithAProblem()
    {
        using var response = await _client.Http.GetAsync($"api/leads/{LeadClient.NewId("nobody")}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_TheSameLeadAgain_GivesTheRunThatExists()
    {
        var lead = LeadClient.Lead(LeadClient.NewId("again"));
        using var first = await _client.SubmitAsync(lead, "?wait=30");
        using var second = await _client.SubmitAsync(lead);

        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        var id = (await LeadClient.ReadAsync(second)).GetProperty("id").GetString()!;
        var after = await _client.LeadAsync(id);
        Assert.Equal((await LeadClient.ReadAsync(first)).GetProperty("submittedAt").GetString(), after.GetProperty("submittedAt").GetString());
    }

    [Fact]
    public async Task Post_TheSameIdWithOtherContent_IsAConflict()
    {
        var id = LeadClient.NewId("conflict");
        using var first = await _client.SubmitAsync(LeadClient.Lead(id));
        using var second = await _client.SubmitAsync(LeadClient.Lead(id, source: "elsewhere"));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_SixtyFourTimesAtOnce_StartsOneRun()
    {
        var id = LeadClient.NewId("race");

        var responses = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => _client.SubmitAsync(LeadClient.Lead(id))));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Accepted, response.StatusCode));
        await _client.WaitForStatusAsync(id, "Completed");
        Assert.Single(host.Webhooks.DeliveriesOf(id), delivery => delivery.Target == "hook-crm");
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task Post_WithIdempotencyKeyAndNoId_GivesTheSameRun()
    {
        var key = LeadClient.NewId("key");
        var ids = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            using var response = await _client.SubmitWithKeyAsync(new { email = $"{key}@example.org", source = "form" }, key);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            ids.Add((await LeadClient.ReadAsync(response)).GetProperty("id").GetString());
        }

        Assert.Equal(ids[0], ids[1]);
    }

    [Fact]
    public async Task Post_WithIdempotencyKeyAndAnId_IsBoundToThatLead()
    {
        var (key, id) = (LeadClient.NewId("key"), LeadClient.NewId("keyed"));

        using var first = await _client.SubmitWithKeyAsync(LeadClient.Lead(id), key);
        using var same = await _client.SubmitWithKeyAsync(LeadClient.Lead(id), key);
        using var changed = await _client.SubmitWithKeyAsync(LeadClient.Lead(id, source: "other"), key);
        using var other = await _client.SubmitWithKeyAsync(LeadClient.Lead(id + "-2"), key);

        Assert.Equal("created", (await LeadClient.ReadAsync(first)).GetProperty("result").GetString());
        Assert.Equal("existing", (await LeadClient.ReadAsync(same)).GetProperty("result").GetString());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (changed.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task Post_TwoAtOnceWithOneIdempotencyKey_OneOfThemIs422()
    {
        var (key, id) = (LeadClient.NewId("key"), LeadClient.NewId("race"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => _client.SubmitWithKeyAsync(LeadClient.Lead($"{id}-{number}"), key)));

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity], answers.Select(answer => answer.StatusCode).Order());
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Post_NoIdAtAll_IsTheSameRunForTheSamePersonAndSource()
    {
        var email = $"{LeadClient.NewId("natural")}@example.org";
        using var first = await _client.SubmitAsync(new { email, source = "form" });
        using var same = await _client.SubmitAsync(new { email = email.ToUpperInvariant(), source = "form" });
        using var other = await _client.SubmitAsync(new { email, source = "chat" });

        var id = (await LeadClient.ReadAsync(first)).GetProperty("id").GetString();
        Assert.Equal(id, (await LeadClient.ReadAsync(same)).GetProperty("id").GetString());
        Assert.NotEqual(id, (await LeadClient.ReadAsync(other)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task List_AfterSubmitting_ShowsTheNewestFirstAPageAtATime()
    {
        var ids = new[] { LeadClient.NewId("list"), LeadClient.NewId("list"), LeadClient.NewId("list") };
        foreach (var id in ids)
        {
            using var response = await _client.SubmitAsync(LeadClient.Lead(id), "?wait=30");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = await _client.GetAsync($"api/leads?top=2{(token is null ? "" : $"&continuationToken={Uri.EscapeDataString(token)}")}");
            var leads = page.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("id").GetString()!).ToList();
            Assert.InRange(leads.Count, 0, 2);
            seen.AddRange(leads);
            token = page.TryGetProperty("continuationToken", out var next) ? next.GetString() : null;
        }
        while (token is not null && !ids.All(seen.Contains));

        Assert.Equal(ids.Reverse(), seen.Where(ids.Contains));
    }
}

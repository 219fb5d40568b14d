using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Management;

/// <summary>What an orchestration may be started with by name, and what becomes of what was let in before anybody looked.</summary>
[Collection(nameof(SharedHostCollection))]
public sealed class StartInputTests(SharedHost shared)
{
    private const string Starts = "/runtime/webhooks/durabletask/orchestrators";
    private readonly ApiHost _host = shared.Api;

    [Theory]
    [InlineData("LeadOrchestration", "\"a\"", "$")]
    [InlineData("LeadOrchestration", "", "$")]
    [InlineData("LeadOrchestration", "[]", "$")]
    [InlineData("ImportOrchestration", "7", "$")]
    [InlineData("ResponseWatch", "{}", "$.policy")]
    [InlineData("QueuedLead", "{\"run\":{}}", "$.run.lead")]
    [InlineData("LeadOrchestration", "{}", "$.leadId", "$.lead", "$.rules", "$.targets", "$.decisionRetry", "$.effectRetry")]
    public async Task Start_WithWhatIsNoInput_Is400NamingWhatIsMissing(string name, string body, params string[] paths)
    {
        var id = NewId();

        var answer = await _host.PostAsync($"{Starts}/{name}/{id}", body);

        answer.IsProblem(HttpStatusCode.BadRequest, name);
        Assert.Superset(paths.ToHashSet(), answer.ErrorPaths.ToHashSet()!);
        Assert.Null(await _host.Client.GetInstanceAsync(id));
    }

    [Theory]
    [InlineData("lead.email", "\"nobody\"", "$.lead.email")]
    [InlineData("lead.extra", "1", "$.lead.extra")]
    [InlineData("parkedFor", "\"400.00:00:00\"", "$.parkedFor")]
    [InlineData("submittedAt", "\"soon\"", "$.submittedAt")]
    [InlineData("effectRetry.maxNumberOfAttempts", "99999999999", "$.effectRetry.maxNumberOfAttempts")]
    [InlineData("effectRetry.maxNumberOfAttempts", "0", "$.effectRetry.maxNumberOfAttempts")]
    [InlineData("targets", "[null]", "$.targets[0]")]
    [InlineData("leadId", "\"watch:x\"", "$.leadId")]
    public async Task Start_WithOneWrongMember_Is400NamingIt(string member, string value, string path)
    {
        var input = await LeadInputAsync();
        var names = member.Split('.');
        var parent = names.Length == 1 ? input : input[names[0]]!;
        parent[names[^1]] = JsonNode.Parse(value);

        var answer = await _host.PostAsync($"{Starts}/LeadOrchestration/{NewId()}", input.ToJsonString());

        answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal([path], answer.ErrorPaths);
    }

    [Theory]
    [InlineData("chunkSize", "99999999999")]
    [InlineData("chunkSize", "2147483647")]
    [InlineData("chunkSize", "-1")]
    [InlineData("format", "\"xml\"")]
    public async Task Start_AnImportWithOneWrongMember_Is400NamingIt(string member, string value)
    {
        var input = JsonNode.Parse(
            """{"importId":"import:1","format":"csv","chunkSize":10,"retry":{"maxNumberOfAttempts":1,"firstRetryInterval":"00:00:01"},"progress":{"rows":0,"started":0,"existing":0,"rejected":0,"repaired":0,"bytesRead":0,"totalBytes":0,"completed":false}}""")!;
        input[member] = JsonNode.Parse(value);

        var answer = await _host.PostAsync($"{Starts}/ImportOrchestration/{NewId("import:")}", input.ToJsonString());

        answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal([$"$.{member}"], answer.ErrorPaths);
    }

    [Fact]
    public async Task Start_WithTheInputOfALead_Runs()
    {
        var id = NewId("again");
        var input = await LeadInputAsync();
        input["leadId"] = id;

        Assert.Equal(HttpStatusCode.Accepted, (await _host.PostAsync($"{Starts}/LeadOrchestration/{id}", input.ToJsonString())).Status);

        await _host.UntilAsync($"/api/leads/{id}", answer => answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("status").GetString() == "Completed");
    }

    [Fact]
    public async Task Start_UnderAnIdThatIsNotTheLeads_Is400NamingTheRightOne()
    {
        var (copy, id) = (NewId("copy"), NewId("again"));
        var input = await LeadInputAsync();
        input["leadId"] = id;

        var answer = await _host.PostAsync($"{Starts}/LeadOrchestration/{copy}", input.ToJsonString());

        answer.IsProblem(HttpStatusCode.BadRequest, $"under '{id}' alone");
        Assert.Null(await _host.Client.GetInstanceAsync(copy)); // erasing the lead would not have found it
        Assert.Null(await _host.Client.GetInstanceAsync(id));
    }

    [Fact]
    public async Task Start_WithoutAnId_RunsUnderTheLeads()
    {
        var id = NewId("again");
        var input = await LeadInputAsync();
        input["leadId"] = id;

        var answer = await _host.PostAsync($"{Starts}/LeadOrchestration", input.ToJsonString());

        Assert.Equal((HttpStatusCode.Accepted, id), (answer.Status, answer.Json.GetProperty("id").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await _host.DeleteAsync($"/api/leads/{id}")).Status);
    }

    [Fact]
    public async Task Start_DeeplyNested_Is400()
    {
        var nested = new string('[', 40) + new string(']', 40);

        (await _host.PostAsync($"{Starts}/LeadOrchestration/{NewId()}", nested)).IsProblem(HttpStatusCode.BadRequest, "nested");
    }

    [Fact]
    public async Task Lists_OfRowsThatCannotBeRead_ShowThemAsSuchAndTheOthers()
    {
        await using var host = await ApiHost.StartAsync();
        var nested = new string('[', 64) + new string(']', 64);
        await StartUncheckedAsync(host, LeadOrchestration.Definition.Name, "text", "\"a\"");
        await StartUncheckedAsync(host, LeadOrchestration.Definition.Name, "nested", nested);
        await StartUncheckedAsync(host, LeadOrchestration.Definition.Name, "empty", "{}");
        await StartUncheckedAsync(host, ImportOrchestration.Definition.Name, "import:text", "\"a\"");
        var sound = await host.SubmitAndCompleteAsync();

        var summary = await host.GetAsync("/api/leads?view=summary");
        var full = await host.GetAsync("/api/leads?search=x");
        var imports = await host.GetAsync("/api/imports");
        var instances = await host.GetAsync("/runtime/webhooks/durabletask/instances");

        Assert.All([summary, full, imports, instances], answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var rows = summary.Json.GetProperty("leads").EnumerateArray().ToDictionary(row => row.GetProperty("id").GetString()!);
        Assert.Equal("Ada Privatissima", rows[sound].GetProperty("name").GetString());
        Assert.Contains("could not be read", rows["text"].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("could not be read", imports.Json.GetProperty("imports")[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        var shown = instances.Json.EnumerateArray().Single(instance => instance.GetProperty("instanceId").GetString() == "nested");
        Assert.Equal(nested, shown.GetProperty("input").GetString());
        foreach (var path in new[] { "/api/leads/text", "/api/leads/text/record", "/api/leads/nested/record", "/api/leads/text/export", "/api/leads/nested/export", "/api/leads/empty/export", "/api/imports/import:text", "/api/reports/savings", "/api/process" })
            Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(path)).Status);
        (await host.PostAsync("/api/leads", LeadJson("text"))).IsProblem(HttpStatusCode.Conflict);
        foreach (var id in new[] { "text", "nested", "empty" }) Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Delete, $"/api/leads/{id}")).Status);
    }

    private static async Task StartUncheckedAsync(ApiHost host, string name, string id, string input)
    {
        await host.Client.StartAsync(new Orchestration<JsonElement, JsonElement>(name), JsonDocument.Parse(input).RootElement, id);
        await host.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
    }

    private async Task<JsonNode> LeadInputAsync()
    {
        var id = await _host.SubmitAndCompleteAsync();
        return JsonNode.Parse((await _host.Client.GetInstanceAsync(id))!.SerializedInput!)!;
    }
}

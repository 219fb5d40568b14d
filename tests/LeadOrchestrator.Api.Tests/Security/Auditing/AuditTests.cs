using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Security.Auditing;

public sealed class AuditTests : IAsyncLifetime
{
    private readonly KeyFile _keys = new(Directory.CreateTempSubdirectory("keys-tests-").FullName);
    private ApiHost _host = null!;
    private string _admin = "";

    public async Task InitializeAsync()
    {
        _admin = _keys.Create("boss", Scopes.Admin, DateTimeOffset.UnixEpoch);
        _host = await ApiHost.StartAsync(services: services => services.AddSingleton(_keys));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_keys.FullPath)!, recursive: true);
    }

    [Fact]
    public async Task Changes_OfEveryKind_AreNotedWithWhoWhatOnWhatAndFromWhere()
    {
        var id = NewId();
        await SendAsync(HttpMethod.Post, "/api/leads", LeadJson(id));
        await _host.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None); // its watch has started
        await SendAsync(HttpMethod.Post, $"/api/leads/{id}/events/responded", "{}");
        await SendAsync(HttpMethod.Delete, $"/api/leads/{id}");
        await SendAsync(HttpMethod.Post, "/admin/functions/UnassignedSweep");

        Assert.Equal(
            [
                "boss POST /admin/functions/{name} UnassignedSweep 127.0.0.1 202",
                $"boss DELETE /api/leads/{{id}} {id} 127.0.0.1 200",
                $"boss POST /api/leads/{{id}}/events/responded {id} 127.0.0.1 202",
                $"boss POST /api/leads {id} 127.0.0.1 202",
            ],
            await LinesAsync());
    }

    [Fact]
    public async Task Reads_AndPreviews_AreNotNoted()
    {
        await SendAsync(HttpMethod.Get, "/api/leads");
        await SendAsync(HttpMethod.Post, "/api/preview", $"[{LeadJson(NewId())}]");

        Assert.Empty(await LinesAsync());
    }

    [Fact]
    public async Task AnExport_OfAPerson_IsNoted()
    {
        var id = NewId();
        await SendAsync(HttpMethod.Post, "/api/leads", LeadJson(id));
        await _host.Client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
        await SendAsync(HttpMethod.Get, $"/api/leads/{id}/export");

        Assert.Equal($"boss GET /api/leads/{{id}}/export {id} 127.0.0.1 200", (await LinesAsync()).First());
    }

    [Fact]
    public async Task RefusedAttempts_OfEveryKind_AreNoted()
    {
        var reader = _keys.Create("reader", Scopes.Read, DateTimeOffset.UnixEpoch);
        await _host.GetAsync("/api/leads/secret-id");
        await _host.GetAsync("/api/leads", ("x-api-key", "wrong"));
        await _host.SendAsync(HttpMethod.Delete, "/api/leads/lead-1", headers: ("x-api-key", reader));
        await _host.SendAsync(HttpMethod.Delete, "/api/leads/lead-1", headers: [("x-api-key", _admin), ("Sec-Fetch-Site", "same-site")]);
        await SendAsync(HttpMethod.Post, "/api/leads", "{}");

        Assert.Equal(
            [
                "boss POST /api/leads  127.0.0.1 400",
                "nobody DELETE /api/leads/{id} lead-1 127.0.0.1 403",
                "reader DELETE /api/leads/{id} lead-1 127.0.0.1 403",
                "nobody GET /api/leads  127.0.0.1 401",
                "nobody GET /api/leads/{id} secret-id 127.0.0.1 401",
            ],
            await LinesAsync());
    }

    [Fact]
    public async Task AFlood_OfRefusedAttempts_IsAddedUp()
    {
        for (var i = 0; i < 300; i++) await _host.GetAsync($"/api/leads/{i}");

        var entries = await EntriesAsync();

        Assert.InRange(entries.Count, 2, 121);
        Assert.Equal(300, entries.Sum(entry => entry.GetProperty("count").GetInt32()));
    }

    [Theory]
    [InlineData("ada.private@example.com")]
    [InlineData("+49 170 1234567")]
    [InlineData("tel:0170-1234567")]
    [InlineData("mailto:ada")]
    [InlineData("ada.private_at_example.com")]
    [InlineData("ada%2540example.com")]
    [InlineData("ada(at)example.com")]
    [InlineData("ada\uFF20example.com")]
    [InlineData("Ada Private")]
    public async Task AnId_ThatIsAnAddress_IsNotedAsItsHash(string id)
    {
        await SendAsync(HttpMethod.Delete, $"/api/leads/{Uri.EscapeDataString(id)}");

        var line = Assert.Single(await LinesAsync());
        Assert.DoesNotContain(id, line, StringComparison.Ordinal);
        Assert.Contains("sha256:", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLog_OfALeadsWholeWay_HoldsNoPersonalData()
    {
        var id = NewId();
        await SendAsync(HttpMethod.Post, "/api/leads?source=ada.private@example.com", LeadJson(id));
        await SendAsync(HttpMethod.Post, $"/api/leads/{id}/events/ada.private@example.com", """{"note":"Privatissima"}""");
        await SendAsync(HttpMethod.Post, "/api/leads", LeadJson(id, source: "conflict"));
        await SendAsync(HttpMethod.Delete, $"/api/leads/{id}");

        var log = (await ReadAsync("")).Body;
        Assert.Contains(id, log, StringComparison.Ordinal);
        foreach (var secret in new[] { "ada.private", "1234567", "Privatissima" }) Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMethod_ThatNobodyKnows_IsNotTakenOver()
    {
        await _host.SendAsync(new HttpMethod("ADAPRIVATE"), "/api/leads");

        Assert.Equal(["nobody OTHER (no route)  127.0.0.1 401"], await LinesAsync());
    }

    [Fact]
    public async Task Read_ByWhoAndPages_GivesEachOnce()
    {
        var form = _keys.Create("form", Scopes.Submit, DateTimeOffset.UnixEpoch);
        for (var i = 0; i < 3; i++) await _host.PostAsync("/api/leads", LeadJson(NewId()), headers: ("x-api-key", form));
        await SendAsync(HttpMethod.Delete, "/api/leads/x");

        var first = await ReadAsync("?who=form&top=2");
        var second = await ReadAsync($"?who=form&top=2&continuationToken={first.Json.GetProperty("continuationToken").GetString()}");

        Assert.Equal((2, 1), (first.Json.GetProperty("entries").GetArrayLength(), second.Json.GetProperty("entries").GetArrayLength()));
        (await ReadAsync("?from=yesterday")).IsProblem(HttpStatusCode.BadRequest, "from");
        (await ReadAsync("?continuationToken=x")).IsProblem(HttpStatusCode.BadRequest, "continuationToken");
    }

    [Fact]
    public async Task Read_WithoutAdmin_IsRefused()
    {
        var others = _keys.Create("others", Scopes.Submit | Scopes.Read | Scopes.Work | Scopes.Decide, DateTimeOffset.UnixEpoch);

        (await _host.GetAsync("/api/audit", ("x-api-key", others))).IsProblem(HttpStatusCode.Forbidden, "'admin'");
    }

    [Fact]
    public async Task Keys_MadeAndRevokedByCommand_AreNotedOnce()
    {
        _keys.Create("rep", Scopes.Read, DateTimeOffset.UtcNow);
        await ReadAsync("");
        _keys.Revoke("rep", DateTimeOffset.UtcNow);

        var entries = (await ReadAsync("?who=command%20line")).Json.GetProperty("entries").EnumerateArray();

        Assert.Equal(
            ["lead key revoke rep", "lead key create --scope read rep"],
            entries.Select(entry => $"{entry.GetProperty("what")} {entry.GetProperty("on")}"));
    }

    [Fact]
    public async Task Rules_ThatChange_AreNoted()
    {
        await using var host = await ApiHost.StartAsync(new Dictionary<string, string?> { ["Rules:Watch"] = "true", ["Rules:LookEvery"] = "00:00:00.1" });
        var path = Path.Combine(host.Folder, "rules.json");
        var rules = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        rules["label"] = "second";
        await File.WriteAllTextAsync(path, rules.ToJsonString());
        await host.UntilAsync("/api/audit", answer => answer.Body.Contains("rules reloaded", StringComparison.Ordinal));
        await File.WriteAllTextAsync(path, "{ not rules }");

        await host.UntilAsync("/api/audit", answer => answer.Body.Contains("rules refused", StringComparison.Ordinal));
    }

    private Task<Answer> SendAsync(HttpMethod method, string path, string? body = null) => _host.SendAsync(method, path, body, headers: ("x-api-key", _admin));

    private Task<Answer> ReadAsync(string query) => SendAsync(HttpMethod.Get, "/api/audit" + query);

    private async Task<List<JsonElement>> EntriesAsync() => [.. (await ReadAsync("?top=1000")).Json.GetProperty("entries").EnumerateArray()];

    private async Task<IEnumerable<string>> LinesAsync() => (await EntriesAsync()).Select(entry =>
        $"{entry.GetProperty("who")} {entry.GetProperty("what")} {entry.GetProperty("on")} {entry.GetProperty("from")} {entry.GetProperty("status")}");
}

using System.Net;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Security;

public sealed class KeyScopeTests : IAsyncLifetime
{
    private readonly KeyFile _keys = new(Directory.CreateTempSubdirectory("keys-tests-").FullName);
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync(services: services => services.AddSingleton(_keys));

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_keys.FullPath)!, recursive: true);
    }

    [Theory]
    [InlineData(Scopes.Submit, "GET", "/api/leads", "read")]
    [InlineData(Scopes.Submit, "GET", "/api/leads/x", "read")]
    [InlineData(Scopes.Read, "POST", "/api/leads", "submit")]
    [InlineData(Scopes.Read, "POST", "/api/imports", "submit")]
    [InlineData(Scopes.Read, "POST", "/api/leads/x/events/redrive", "work")]
    [InlineData(Scopes.Submit | Scopes.Read | Scopes.Work | Scopes.Decide, "DELETE", "/api/leads/x", "admin")]
    [InlineData(Scopes.Submit | Scopes.Read | Scopes.Work | Scopes.Decide, "POST", "/admin/functions/DailyDigest", "admin")]
    [InlineData(Scopes.Submit | Scopes.Read | Scopes.Work | Scopes.Decide, "GET", "/api/leads/x/export", "admin")]
    [InlineData(Scopes.Work, "POST", "/runtime/webhooks/durabletask/instances/x/terminate", "admin")]
    [InlineData(Scopes.Submit, "GET", "/runtime/webhooks/durabletask/instances", "read")]
    public async Task ARequest_WithoutTheScope_Is403NamingIt(Scopes has, string method, string path, string missing)
    {
        var key = _keys.Create("ann", has, DateTimeOffset.UnixEpoch);

        var answer = await _host.SendAsync(new(method), path, "{}", headers: ("x-api-key", key));

        answer.IsProblem(HttpStatusCode.Forbidden, $"needs the scope '{missing}'");
        Assert.Contains("'ann' may " + string.Join(", ", has.Names()), answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARoute_ThatDeclaresNothing_IsForAdministratorsAlone()
    {
        var others = _keys.Create("others", Scopes.Submit | Scopes.Read | Scopes.Work | Scopes.Decide, DateTimeOffset.UnixEpoch);

        (await _host.GetAsync("/fails")).IsProblem(HttpStatusCode.Unauthorized);
        (await _host.GetAsync("/fails", ("x-api-key", others))).IsProblem(HttpStatusCode.Forbidden, "'admin'");
    }

    [Theory]
    [InlineData(Scopes.Submit, "POST", "/api/leads")]
    [InlineData(Scopes.Read, "GET", "/api/leads")]
    [InlineData(Scopes.Work, "POST", "/api/leads/x/events/redrive")]
    [InlineData(Scopes.Admin, "DELETE", "/api/leads/x")]
    [InlineData(Scopes.Admin, "POST", "/api/leads")]
    public async Task ARequest_WithTheScope_IsServed(Scopes has, string method, string path)
    {
        var key = _keys.Create("ann", has, DateTimeOffset.UnixEpoch);

        var answer = await _host.SendAsync(new(method), path, LeadJson(NewId()), headers: ("x-api-key", key));

        Assert.DoesNotContain(answer.Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
    }

    [Fact]
    public async Task Keys_MadeAndRevoked_AreTakenUpByARunningHost()
    {
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/api/leads")).Status); // no key yet: open
        var ann = _keys.Create("ann", Scopes.Read, DateTimeOffset.UnixEpoch);
        var ben = _keys.Create("ben", Scopes.Read, DateTimeOffset.UnixEpoch);

        (await _host.GetAsync("/api/leads")).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/api/leads", ("x-api-key", ann))).Status);
        Assert.True(_keys.Revoke("ANN", DateTimeOffset.UnixEpoch));
        (await _host.GetAsync("/api/leads", ("x-api-key", ann))).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/api/leads", ("x-api-key", ben))).Status);
    }

    [Fact]
    public async Task Keys_LastOneRevokedOrFileGone_LetNobodyIn()
    {
        var key = _keys.Create("ann", Scopes.Admin, DateTimeOffset.UnixEpoch);
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/api/leads", ("x-api-key", key))).Status);
        _keys.Revoke("ann", DateTimeOffset.UnixEpoch);
        (await _host.GetAsync("/api/leads")).IsProblem(HttpStatusCode.Unauthorized);
        File.Delete(_keys.FullPath);

        (await _host.GetAsync("/api/leads")).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Keys_FileDamaged_KeepsThoseBefore()
    {
        var key = _keys.Create("ann", Scopes.Read, DateTimeOffset.UnixEpoch);
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/api/leads", ("x-api-key", key))).Status);
        await File.WriteAllTextAsync(_keys.FullPath, "{ broken");

        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/api/leads", ("x-api-key", key))).Status);
        (await _host.GetAsync("/api/leads")).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Contains("keys.json", _host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submitted_WithAKeyThatMayOnlySubmit_HoldsNeitherLinksNorTheOutcome()
    {
        var key = _keys.Create("form", Scopes.Submit, DateTimeOffset.UnixEpoch);

        var answer = await _host.PostAsync("/api/leads", LeadJson(NewId()), headers: ("x-api-key", key));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.DoesNotContain("runtime/webhooks", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(key, answer.Body, StringComparison.Ordinal);
        (await _host.PostAsync("/api/leads?wait=5", LeadJson(NewId()), headers: ("x-api-key", key))).IsProblem(HttpStatusCode.Forbidden, "'read'");
    }

    [Fact]
    public async Task Health_WithAKeyThatMayNotRead_TellsNoDetails()
    {
        var key = _keys.Create("form", Scopes.Submit, DateTimeOffset.UnixEpoch);

        Assert.False((await _host.GetAsync("/api/health", ("x-api-key", key))).Json.TryGetProperty("checks", out _));
    }

    [Fact]
    public async Task Access_TellsNameAndScopes()
    {
        var key = _keys.Create("ann", Scopes.Read | Scopes.Work, DateTimeOffset.UnixEpoch);

        var answer = await _host.GetAsync("/api/access", ("x-api-key", key));

        Assert.Equal("""{"name":"ann","scopes":["read","work"]}""", answer.Body);
    }
}

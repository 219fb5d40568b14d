using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Moq;

namespace LeadOrchestrator.Api.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Get_ASoundHost_TellsRulesQueueAndJobs()
    {
        await using var host = await ApiHost.StartAsync();
        await host.SubmitAndCompleteAsync(source: "scarce");
        await host.SubmitAndCompleteAsync(source: "scarce");

        var answer = await host.GetAsync("/api/health");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("Healthy", answer.Json.GetProperty("status").GetString());
        var checks = answer.Json.GetProperty("checks");
        Assert.Equal("api-tests", checks.GetProperty("rules").GetProperty("data").GetProperty("label").GetString());
        Assert.Equal(1, checks.GetProperty("houseQueue").GetProperty("data").GetProperty("waiting").GetInt32());
        Assert.True(checks.TryGetProperty("jobs", out _));
    }

    [Fact]
    public async Task Get_WhileNothingCanBeStored_Is503SayingWhyAndRecovers()
    {
        var failure = new StorageException("The disk that holds engine.db is full.");
        var probe = new Mock<IWriteProbe>();
        probe.SetupGet(part => part.Name).Returns("test");
        probe.SetupSequence(part => part.ProbeAsync()).ReturnsAsync(failure).ReturnsAsync((StorageException?)null);
        await using var host = await ApiHost.StartAsync(new Dictionary<string, string?> { ["Api:HealthCacheFor"] = "00:00:00" }, services => services.AddSingleton(probe.Object));

        var full = await host.GetAsync("/api/health");
        var freed = await host.GetAsync("/api/health");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (full.Status, freed.Status));
        var storage = full.Json.GetProperty("checks").GetProperty("storage");
        Assert.Equal("Unhealthy", storage.GetProperty("status").GetString());
        Assert.Contains("The disk that holds engine.db is full.", storage.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("written", freed.Json.GetProperty("checks").GetProperty("storage").GetProperty("data").GetProperty("engine").GetString());
    }

    [Fact]
    public async Task Get_TargetThatFailedThreeTimesInARow_IsDegradedNamingItUntilOneSucceeds()
    {
        await using var host = await ApiHost.StartAsync();
        for (var failed = 0; failed < 3; failed++)
        {
            Assert.Equal("Healthy", (await host.GetAsync("/api/health")).Json.GetProperty("status").GetString());
            await host.SubmitAndParkAsync();
        }

        var targets = (await host.GetAsync("/api/health")).Json.GetProperty("checks").GetProperty("targets");
        await host.SubmitAndCompleteAsync();
        var after = await host.GetAsync("/api/health");

        Assert.Equal("Degraded", targets.GetProperty("status").GetString());
        Assert.Contains("The last 3 attempts at ", targets.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Contains("switch", targets.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("Healthy", after.Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Get_ByManyAtOnce_IsMadeOnce()
    {
        var made = 0;
        await using var host = await ApiHost.StartAsync(
            new Dictionary<string, string?> { ["Api:HealthCacheFor"] = "00:01:00" },
            services => services.AddHealthChecks().AddCheck("counted", () =>
            {
                Interlocked.Increment(ref made);
                return HealthCheckResult.Healthy();
            }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.GetAsync("/api/health")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task Get_AHostWhoseOwnCheckFails_Is503()
    {
        await using var host = await ApiHost.StartAsync(services: services => services.AddHealthChecks().AddCheck("engine", () =>
            HealthCheckResult.Unhealthy("Stuck.", data: new Dictionary<string, object> { ["pending"] = 7L })));

        var answer = await host.GetAsync("/api/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        var engine = answer.Json.GetProperty("checks").GetProperty("engine");
        Assert.Equal(("Stuck.", 7), (engine.GetProperty("description").GetString(), engine.GetProperty("data").GetProperty("pending").GetInt32()));
    }
}

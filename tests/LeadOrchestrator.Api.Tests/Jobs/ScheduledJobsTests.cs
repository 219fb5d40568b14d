using System.Net;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Jobs;

public sealed class ScheduledJobsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("DailyDigest", "{}")]
    [InlineData("retentionpurge", """{"input":"x"}""")]
    [InlineData("UnassignedSweep", "")]
    public async Task PostAdmin_AKnownJob_Is202(string name, string body)
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, (await host.PostAsync($"/admin/functions/{name}", body)).Status);
        await host.UntilAsync("/api/health", health => health.Json.GetProperty("checks").GetProperty("jobs").GetProperty("data").EnumerateObject()
            .Any(item => item.Name.Equals($"{name}.lastRun", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task PostAdmin_WhatIsNoJobOrNoObject_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.PostAsync("/admin/functions/Nobody", "{}")).IsProblem(HttpStatusCode.NotFound, "DailyDigest");
        (await host.PostAsync("/admin/functions/DailyDigest", "[]")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task DailyDigest_Run_CountsWhatCameAndWhatWaits()
    {
        await using var host = await ApiHost.StartAsync();
        await host.SubmitAndCompleteAsync();
        await host.SubmitAndParkAsync();
        await host.SubmitAndCompleteAsync(source: "scarce");
        await host.SubmitAndCompleteAsync(source: "scarce");

        await RunAsync<DailyDigest>(host);

        var notifications = await host.Services.GetRequiredService<IInbox>().ListAsync("sales-manager", 10);
        var digest = Assert.Single(notifications.Items, notification => notification.Kind == "digest");
        Assert.Equal("4 leads in the last 24 hours (3 completed, 1 running). Waiting in the house queue: 1. Parked: 1.", digest.Text);
        var logged = await host.Services.GetRequiredService<IEventLog>().ReadAsync(new EventQuery("digest.daily"));
        Assert.Equal(4, Assert.Single(logged.Items).Data!.Value.GetProperty("received").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RetentionPurge_AfterTheDays_PurgesWhatEndedAndPersonalDataIfAsked(bool erase)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow) { AutoAdvanceAmount = TimeSpan.FromTicks(10) };
        await using var host = await ApiHost.StartAsync(
            new Dictionary<string, string?> { ["Retention:Days"] = "30", ["Retention:ErasePersonalData"] = erase.ToString(), ["ResponseWatch:Enabled"] = "false", ["Parking:WaitFor"] = "60.00:00:00" },
            services => services.AddSingleton<TimeProvider>(time));
        var old = await host.SubmitAndCompleteAsync();
        var parked = await host.SubmitAndParkAsync();
        time.Advance(TimeSpan.FromDays(31));
        var young = await host.SubmitAndCompleteAsync();

        await RunAsync<RetentionPurge>(host);

        Assert.Null(await host.Client.GetInstanceAsync(old));
        Assert.NotNull(await host.Client.GetInstanceAsync(young));
        Assert.NotNull(await host.Client.GetInstanceAsync(parked)); // it has not ended
        Assert.Equal(erase, await host.Services.GetRequiredService<ILeadBook>().FindAsync(old) is null);
    }

    [Fact]
    public async Task RetentionPurge_AFileWithoutARun_IsErasedOnceItIsNotNew()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow) { AutoAdvanceAmount = TimeSpan.FromTicks(10) };
        await using var host = await ApiHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var imports = host.Services.GetRequiredService<IImportStore>();
        var imported = (await host.PostAsync("/api/imports", "Id\norphan-1\n", "text/csv")).Json.GetProperty("id").GetString()!;
        await EndOfAsync(host, imported);
        var orphan = (await imports.SaveAsync(new MemoryStream("Id\norphan-2\n"u8.ToArray()), null, 1000)).ImportId;

        await RunAsync<RetentionPurge>(host);
        Assert.Equal(2, (await imports.ListAsync()).Count);

        time.Advance(TimeSpan.FromHours(2));
        await RunAsync<RetentionPurge>(host);
        Assert.Equal(imported, Assert.Single(await imports.ListAsync()).ImportId);
        Assert.Null(await imports.OpenAsync(orphan, 0));
    }

    [Fact]
    public async Task UnassignedSweep_WhenARepIsFreeAgain_AssignsAndTellsEverybodyOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await host.SubmitAndCompleteAsync(source: "scarce");
        var queued = await host.SubmitAndCompleteAsync(source: "scarce");
        var ledger = host.Services.GetRequiredService<IAssignmentLedger>();

        await RunAsync<UnassignedSweep>(host);
        Assert.Null(await host.Client.GetInstanceAsync(QueuedLead.InstanceIdFor(queued, 1))); // nobody is free yet
        Assert.Equal("Ada Privatissima", (await host.GetAsync("/api/reports/unassigned")).Json.GetProperty("names").GetProperty(queued).GetString());

        await ledger.CloseAsync(first);
        await RunAsync<UnassignedSweep>(host);
        await EndOfAsync(host, QueuedLead.InstanceIdFor(queued, 1));
        await RunAsync<UnassignedSweep>(host);

        var lead = (await host.GetAsync($"/api/leads/{queued}")).Json;
        Assert.Equal("sam", lead.GetProperty("reassigned").GetProperty("repId").GetString());
        var assignment = await ledger.FindAsync(queued);
        Assert.Equal((AssignmentOutcome.Assigned, "sam"), (assignment!.Outcome, assignment.RepId));
        Assert.Equal("sam", (await host.Services.GetRequiredService<ILeadBook>().FindAsync(queued))!.RepId);
        Assert.Equal([$"{queued}:crm:switch", $"{queued}:crm:switch:1"], host.Switch.ReceivedOf(queued).Select(effect => effect.Key));
        var inbox = await host.Services.GetRequiredService<IInbox>().ListAsync("sam", 10);
        Assert.Single(inbox.Items, notification => notification.LeadId == queued && notification.Kind == "assigned");
        Assert.NotNull(await host.Client.GetInstanceAsync(ResponseWatch.InstanceIdFor(queued)));
        Assert.Null(await host.Client.GetInstanceAsync(QueuedLead.InstanceIdFor(queued, 2)));
    }

    [Fact]
    public async Task Delete_ALeadThatWasSwept_ForgetsItsRoundsToo()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await host.SubmitAndCompleteAsync(source: "scarce");
        var queued = await host.SubmitAndCompleteAsync(source: "scarce");
        await host.Services.GetRequiredService<IAssignmentLedger>().CloseAsync(first);
        await RunAsync<UnassignedSweep>(host);
        await EndOfAsync(host, QueuedLead.InstanceIdFor(queued, 1));

        Assert.Equal(HttpStatusCode.OK, (await host.DeleteAsync($"/api/leads/{queued}")).Status);

        Assert.Null(await host.Client.GetInstanceAsync(QueuedLead.InstanceIdFor(queued, 1)));
    }

    private static Task RunAsync<TJob>(ApiHost host) where TJob : IScheduledJob =>
        host.Services.GetServices<IScheduledJob>().OfType<TJob>().Single().RunAsync(CancellationToken.None);

    private static async Task<OrchestrationMetadata> EndOfAsync(ApiHost host, string instanceId)
    {
        using var patience = new CancellationTokenSource(Patience);
        var ended = await host.Client.WaitForInstanceCompletionAsync(instanceId, patience.Token);
        Assert.Equal(RuntimeStatus.Completed, ended!.RuntimeStatus);
        return ended;
    }
}

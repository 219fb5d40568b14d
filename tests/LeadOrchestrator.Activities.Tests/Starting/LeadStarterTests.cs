using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Tests.Starting;

public sealed class LeadStarterTests
{
    [Fact]
    public async Task StartAsync_NewLead_StampsTheConfigurationIntoTheRun()
    {
        using var host = new TestHost(new()
        {
            ["Retry:Effects:MaxNumberOfAttempts"] = "3",
            ["Retry:Decisions:FirstRetryInterval"] = "00:00:09",
            ["Parking:WaitFor"] = "2.00:00:00",
            ["ResponseWatch:RemindAfter"] = "0.25",
            ["Targets:Notify:0:Name"] = "inbox",
            ["Targets:Notify:0:Type"] = "inbox",
            ["Targets:Notify:1:Name"] = "chat",
            ["Targets:Notify:1:Type"] = "webhook",
            ["Targets:Notify:1:Url"] = "https://chat.example/hook",
        });
        var origin = new ImportOrigin("import:1", 7);
        var start = await host.Get<LeadStarter>().StartAsync(Some.Lead(), null, origin);
        var run = host.Client.Run("L-1");
        Assert.Equal((LeadStartResult.Started, "L-1"), (start.Result, start.LeadId));
        Assert.Equal((Some.Rules.Version, ExecutionMode.Parallel, Some.Time, origin), (run.Rules, run.Execution, run.SubmittedAt, run.Import));
        Assert.Equal((3, TimeSpan.FromSeconds(9), TimeSpan.FromDays(2)), (run.EffectRetry.MaxNumberOfAttempts, run.DecisionRetry.FirstRetryInterval, run.ParkedFor));
        Assert.Equal(new WatchPolicy(0.25, 2, TimeSpan.FromDays(3)), run.WatchResponse);
        Assert.Equal(["crm:leadBook", "notify:inbox", "notify:chat", "log:eventLog"], run.Targets.Select(target => target.ToString()));
        Assert.Equal(LeadIdentity.ContentHash(Some.Lead()), run.ContentHash);
    }

    [Fact]
    public async Task StartAsync_SameLeadAgain_GivesTheRunThatExists()
    {
        using var host = new TestHost();
        var starter = host.Get<LeadStarter>();
        await starter.StartAsync(Some.Lead(), null, new ImportOrigin("import:1", 7));
        var again = await starter.StartAsync(Some.Lead());
        Assert.Equal((LeadStartResult.Existing, 7), (again.Result, again.Run.Import!.Line));
    }

    public static TheoryData<string, string> Differences => new()
    {
        { "company", "$.company" }, { "phone", "$.phone" }, { "activity", "$.activities[0].at" }, { "more", "$.activities[1]" },
        { "attribute", "$.attributes['Last Name']" }, { "consent", "$.consent.email" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task StartAsync_SameIdOtherContent_IsAConflictAtItsPath(string what, string path)
    {
        using var host = new TestHost();
        var lead = Some.Lead();
        await host.Get<LeadStarter>().StartAsync(lead);
        var other = what switch
        {
            "company" => lead with { Company = "Other" },
            "phone" => lead with { Phone = null },
            "activity" => lead with { Activities = [lead.Activities[0] with { At = null }] },
            "more" => lead with { Activities = [.. lead.Activities, new("x", null, null, null)] },
            "attribute" => lead with { Attributes = new Dictionary<string, AttributeValue>(lead.Attributes) { ["Last Name"] = AttributeValue.Of(1m) } },
            _ => lead with { Consent = new(false, null) },
        };
        var conflict = await host.Get<LeadStarter>().StartAsync(other);
        Assert.Equal((LeadStartResult.Conflict, path), (conflict.Result, conflict.DifferingPath));
        Assert.Single(host.Client.Instances);
    }

    [Fact]
    public async Task StartAsync_IdOfSomethingElse_IsAConflict()
    {
        using var host = new TestHost();
        host.Client.Instances["L-1"] = new("Other", "L-1", RuntimeStatus.Running, Some.Time, Some.Time, "{}");
        Assert.Equal(LeadStartResult.Conflict, (await host.Get<LeadStarter>().StartAsync(Some.Lead())).Result);
    }

    [Fact]
    public async Task StartAsync_IdempotencyKey_GivesTheId()
    {
        using var host = new TestHost();
        var starter = host.Get<LeadStarter>();
        var first = await starter.StartAsync(Some.Lead(id: null), "key-1");
        Assert.Equal(first.LeadId, (await starter.StartAsync(Some.Lead(id: null), "key-1")).LeadId);
        Assert.NotEqual(first.LeadId, (await starter.StartAsync(Some.Lead(id: null), "key-2")).LeadId);
    }

    [Fact]
    public async Task StartAsync_SequentialShare_IsAStableShareOfTheLeads()
    {
        using var host = new TestHost(new() { ["Execution:SequentialShare"] = "0.2" });
        var starter = host.Get<LeadStarter>();
        for (var number = 0; number < 2000; number++) await starter.StartAsync(Some.Lead(id: $"L-{number}"));
        var sequential = host.Client.Instances.Keys.Where(id => host.Client.Run(id).Execution == ExecutionMode.Sequential).ToHashSet();
        Assert.InRange(sequential.Count, 320, 480); // 400 expected; 4.5 standard deviations
        Assert.All(sequential, id => Assert.True(RunStamp.ShareOf(id) < 0.2));
    }

    [Fact]
    public async Task StartAsync_IdTakenMeanwhileByOtherContent_LeavesTheKeyFree()
    {
        using var host = new TestHost();
        var starter = host.Get<LeadStarter>();
        host.Client.BeforeStart = id =>
        {
            if (id == "L-1") host.Client.Instances[id] = new("Other", id, RuntimeStatus.Running, Some.Time, Some.Time, "{}");
            return Task.CompletedTask;
        };

        Assert.Equal(LeadStartResult.Conflict, (await starter.StartAsync(Some.Lead(), "key-1")).Result);

        Assert.Equal(LeadStartResult.Started, (await starter.StartAsync(Some.Lead(id: "L-2"), "key-1")).Result);
    }

    [Theory]
    [InlineData(null, "Acme")]
    [InlineData("key-1", "Acme")]
    [InlineData(null, "Other")]
    [InlineData("key-1", "Other")]
    public async Task StartAsync_WhatIsThereIsBeingErased_IsNoAnswer(string? key, string company)
    {
        using var host = new TestHost();
        var starter = host.Get<LeadStarter>();
        await starter.StartAsync(Some.Lead() with { Company = "Acme" });
        await host.Get<IErasures>().RecordAsync("L-1", Some.Time, Some.Time.AddDays(1));
        var again = Some.Lead() with { Company = company };

        await Assert.ThrowsAsync<LeadBeingErasedException>(() => starter.StartAsync(again, key));

        await host.Client.PurgeInstanceAsync("L-1");
        Assert.Equal(LeadStartResult.Started, (await starter.StartAsync(again, key)).Result);
    }

    [Fact]
    public async Task StartAsync_ErasedWhileItWasStartedAndSubmittedAnew_LeavesTheNewOne()
    {
        using var host = new TestHost();
        host.Client.AfterStart = async id =>
        {
            await host.Get<IErasures>().RecordAsync(id, Some.Time, Some.Time.AddDays(1));
            host.Client.SubmitAnew(id, Some.Time.AddTicks(1));
        };

        var start = await host.Get<LeadStarter>().StartAsync(Some.Lead());

        Assert.Equal((LeadStartResult.Existing, Some.Time.AddTicks(1)), (start.Result, start.Run.SubmittedAt));
        Assert.DoesNotContain("purge L-1", host.Client.Log);
    }

    [Fact]
    public async Task StartAsync_Overloaded_StartsNothing()
    {
        using var host = new TestHost();
        host.Client.Failures.Enqueue(new OverloadedException("full", TimeSpan.FromSeconds(1)));
        await Assert.ThrowsAsync<OverloadedException>(() => host.Get<LeadStarter>().StartAsync(Some.Lead()));
    }
}

using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Effects.Webhooks;
using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Activities.Responses;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Activities.Tests.Erasing;

public sealed class LeadEraserTests
{
    [Fact]
    public async Task EraseAsync_LeadWithEverything_LeavesNothingOfItAndAllOfOthers()
    {
        using var host = new TestHost(client: new FakeClient(endsAtOnce: false));
        foreach (var id in new[] { "L-1", "L-2" }) await LiveAsync(host, id);
        var erased = await host.Get<LeadEraser>().EraseAsync("L-1");
        Assert.Equal(new LeadErasure("L-1", 2, LeadBook: true, Ledger: true, Notifications: 1, Events: 1), erased);
        Assert.Equal(["L-2", "watch:L-2"], host.Client.Instances.Keys.Order());
        Assert.Null(await host.Get<ILeadBook>().FindAsync("L-1"));
        Assert.NotNull(await host.Get<ILeadBook>().FindAsync("L-2"));
        Assert.Equal("L-2", Assert.Single((await host.Get<IInbox>().ListAsync(null, 10)).Items).LeadId);
        Assert.Equal("L-2", Assert.Single((await host.Get<IEventLog>().ReadAsync(new())).Items).Subject);
        Assert.False((await host.Get<LeadEraser>().EraseAsync("L-1")).Found);
    }

    [Fact]
    public async Task EraseAsync_ActivityStillRuns_WaitsAndItIsRefused()
    {
        using var host = new TestHost(client: new FakeClient(endsAtOnce: false));
        await host.Get<LeadStarter>().StartAsync(Some.Lead());
        var (writes, running) = (new TaskCompletionSource(), new TaskCompletionSource());
        var activity = new Delegated(async () =>
        {
            running.SetResult();
            await writes.Task;
            await host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Crm, "leadBook"), default);
        });
        var run = host.Get<ActivityMeter>().RunAsync(activity, new("L-1", "UpdateCrm"), 0, default);
        await running.Task;
        var erasing = host.Get<LeadEraser>().EraseAsync("L-1");
        Assert.False(erasing.IsCompleted);
        writes.SetResult();
        await Assert.ThrowsAsync<PermanentFailureException>(() => run);
        Assert.True((await erasing).Found);
        Assert.Null(await host.Get<ILeadBook>().FindAsync("L-1"));
    }

    [Fact]
    public async Task EraseAsync_ActivitiesBeginAfterwardsOnAnotherWorker_NothingIsWrittenSentOrStarted()
    {
        var sent = 0;
        using var host = new TestHost(
            new() { ["Targets:Crm:0:Name"] = "leadBook", ["Targets:Crm:0:Type"] = "leadBook", ["Targets:Crm:1:Name"] = "hook", ["Targets:Crm:1:Type"] = "webhook", ["Targets:Crm:1:Url"] = "http://127.0.0.1:9/" },
            new FakeClient(endsAtOnce: false),
            services => services.AddHttpClient(WebhookHttp.ClientName).ConfigurePrimaryHttpMessageHandler(() => new Receiver(() => sent++)));
        await LiveAsync(host, "L-1");
        await host.Get<LeadEraser>().EraseAsync("L-1");

        foreach (var (kind, target) in new[] { (EffectKind.Crm, "leadBook"), (EffectKind.Crm, "hook"), (EffectKind.Notify, "inbox"), (EffectKind.Log, "eventLog") })
            await Assert.ThrowsAsync<LeadErasedException>(() => host.Get<EffectConnectors>().SendAsync(Some.Effect(kind, target), default));
        var watch = new ResponseWatchRun(
            "L-1", Some.Lead(), Some.Score(), Some.FollowUp(), Some.Assignment(), Some.Time, Some.Time, TimeSpan.FromHours(1), new(0.5, 2, TimeSpan.FromDays(1)), [],
            new(1, TimeSpan.FromSeconds(1)), Some.Time);
        await Assert.ThrowsAsync<LeadErasedException>(() => host.Get<StartResponseWatch>().RunAsync(new("L-1", "StartResponseWatch"), watch, default));

        Assert.Equal(0, sent);
        Assert.Empty(host.Client.Instances);
        Assert.False((await host.Get<LeadEraser>().EraseAsync("L-1")).Found);
    }

    [Fact]
    public async Task EraseAsync_LeadSubmittedAnew_IsALeadAsAnyOther()
    {
        using var host = new TestHost(client: new FakeClient(endsAtOnce: false));
        await LiveAsync(host, "L-1");
        await host.Get<LeadEraser>().EraseAsync("L-1");

        // No time has passed, as between workers whose clocks differ: the run is later than the erasure all the same.
        Assert.Equal(LeadStartResult.Started, (await host.Get<LeadStarter>().StartAsync(Some.Lead())).Result);
        var submittedAt = host.Client.Run("L-1").SubmittedAt;
        Assert.True(submittedAt > Some.Time);
        await host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Crm, "leadBook") with { SubmittedAt = submittedAt }, default);
        Assert.NotNull(await host.Get<ILeadBook>().FindAsync("L-1"));
    }

    [Fact]
    public async Task EraseAsync_IdOfSomethingElse_IsLeftAlone()
    {
        using var host = new TestHost();
        host.Client.Instances["import:1"] = new(ImportOrchestration.Definition.Name, "import:1", RuntimeStatus.Running, Some.Time, Some.Time);
        Assert.False((await host.Get<LeadEraser>().EraseAsync("import:1")).Found);
        Assert.Single(host.Client.Instances);
        Assert.Empty(host.Client.Log);
    }

    private static async Task LiveAsync(TestHost host, string id)
    {
        await host.Get<LeadStarter>().StartAsync(Some.Lead(id));
        host.Client.Instances[$"watch:{id}"] = new(ResponseWatch.Definition.Name, $"watch:{id}", RuntimeStatus.Running, Some.Time, Some.Time);
        await host.Get<IAssignmentLedger>().AssignAsync(
            new(id, 0, Some.Time, new Dictionary<string, DateOnly> { ["maya"] = new(2026, 11, 23) }, [], new HashSet<string>()),
            _ => new(Some.Assignment(leadId: id), null, null));
        foreach (var (kind, target) in new[] { (EffectKind.Crm, "leadBook"), (EffectKind.Notify, "inbox"), (EffectKind.Log, "eventLog") })
            await host.Get<EffectConnectors>().SendAsync(Some.Effect(kind, target, leadId: id), default);
    }

    private sealed class Receiver(Action received) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            received();
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.OK));
        }
    }

    private sealed class Delegated(Func<Task> run) : IActivity<int, bool>
    {
        public async Task<bool> RunAsync(ActivityContext context, int input, CancellationToken cancellationToken)
        {
            await run();
            return true;
        }
    }
}

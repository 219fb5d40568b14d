using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

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
    public async Task EraseAsync_ActivityStillRuns_WaitsSoThatItCannotWriteAgain()
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
        await run;
        Assert.True((await erasing).LeadBook);
        Assert.Null(await host.Get<ILeadBook>().FindAsync("L-1"));
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

    private sealed class Delegated(Func<Task> run) : IActivity<int, bool>
    {
        public async Task<bool> RunAsync(ActivityContext context, int input, CancellationToken cancellationToken)
        {
            await run();
            return true;
        }
    }
}

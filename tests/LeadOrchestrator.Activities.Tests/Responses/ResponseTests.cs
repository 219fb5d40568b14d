using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Responses;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Tests.Responses;

public sealed class ResponseTests
{
    private static readonly ActivityContext Context = new("watch:L-1", "Some");

    [Fact]
    public async Task RunAsync_StartResponseWatchTwice_StartsOneWatch()
    {
        using var host = new TestHost();
        var run = new ResponseWatchRun(
            "L-1", Some.Lead(), Some.Score(), Some.FollowUp(), Some.Assignment(), Some.Time, Some.Time, TimeSpan.FromMinutes(15),
            new(0.5, 2, TimeSpan.FromDays(3)), [], new(3, TimeSpan.FromSeconds(1)));
        Assert.True(await host.Get<StartResponseWatch>().RunAsync(Context, run, default));
        Assert.False(await host.Get<StartResponseWatch>().RunAsync(Context, run, default));
        Assert.Equal("watch:L-1", Assert.Single(host.Client.Instances).Key);
    }

    [Theory]
    [InlineData("reminder", "maya", "maya", "Reminder: lead L-1")]
    [InlineData("reassigned", "maya", "maya", "is yours now")]
    [InlineData("escalation", "maya", "boss", "It is with maya.")]
    [InlineData("escalation", null, "boss", "Nobody has it.")]
    public async Task RunAsync_SendWatchNotice_TellsTheRightOneOnceAndLogsIt(string kind, string? rep, string recipient, string text)
    {
        using var host = new TestHost(new() { ["ResponseWatch:EscalateTo"] = "boss" });
        var notice = new WatchNotice($"L-1:{kind}:0", "L-1", rep, kind, Some.Time);
        Assert.True(await host.Get<SendWatchNotice>().RunAsync(Context, notice, default));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await host.Get<SendWatchNotice>().RunAsync(Context, notice, default));
        var told = Assert.Single((await host.Get<IInbox>().ListAsync(null, 10)).Items);
        Assert.Equal((recipient, kind), (told.Recipient, told.Kind));
        Assert.Contains(text, told.Text, StringComparison.Ordinal);
        var logged = Assert.Single((await host.Get<IEventLog>().ReadAsync(new())).Items);
        Assert.Equal(($"lead.{kind}", notice.Key), (logged.Type, logged.Id));
    }

    [Fact]
    public async Task RunAsync_RecordResponse_KeepsTheFirstAndClosesTheLead()
    {
        using var host = new TestHost();
        await host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Crm, "leadBook"), default);
        var record = host.Get<RecordResponse>();
        Assert.True(await record.RunAsync(Context, new("L-1", "maya", Some.Time, Some.Time.AddMinutes(4)), default));
        Assert.False(await record.RunAsync(Context, new("L-1", "maya", Some.Time, Some.Time.AddMinutes(9)), default));
        Assert.Equal(Some.Time.AddMinutes(4), (await host.Get<ILeadBook>().FindAsync("L-1"))!.RespondedAt);
        var logged = Assert.Single((await host.Get<IEventLog>().ReadAsync(new())).Items);
        Assert.Equal(240, logged.Data!.Value.GetProperty("secondsToResponse").GetDouble());
    }
}

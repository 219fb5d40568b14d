using System.Text.Json;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Tests.Effects;

public sealed class BuiltInConnectorTests
{
    private static readonly string[] Personal = ["ada", "lovelace", "acme.example", "+1415", "Please call me"];

    [Theory]
    [InlineData(EffectKind.Crm, "leadBook")]
    [InlineData(EffectKind.Notify, "inbox")]
    [InlineData(EffectKind.Log, "eventLog")]
    public async Task SendAsync_SameEffectAgain_IsAlreadyDone(EffectKind kind, string target)
    {
        using var host = new TestHost();
        var connectors = host.Get<EffectConnectors>();
        Assert.False((await connectors.SendAsync(Some.Effect(kind, target), default)).AlreadyDone);
        Assert.True((await connectors.SendAsync(Some.Effect(kind, target), default)).AlreadyDone);
    }

    [Fact]
    public async Task LeadBook_Effect_IsTheLeadsRecord()
    {
        using var host = new TestHost();
        await host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Crm, "leadBook"), default);
        var record = (await host.Get<ILeadBook>().FindAsync("L-1"))!;
        Assert.Equal((81, "A1", "callNow", "maya", "americas"), (record.Score, record.Grade, record.Action, record.RepId, record.Team));
        Assert.Equal("ada@acme.example", record.Lead.Email);
    }

    [Theory]
    [InlineData(AssignmentOutcome.Assigned, "lead.assigned")]
    [InlineData(AssignmentOutcome.Queued, "lead.queued")]
    [InlineData(AssignmentOutcome.NotNeeded, "lead.notNeeded")]
    public async Task EventLog_Effect_IsAnEventWithoutAPerson(AssignmentOutcome outcome, string type)
    {
        using var host = new TestHost();
        await host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Log, "eventLog", outcome: outcome), default);
        var logged = Assert.Single((await host.Get<IEventLog>().ReadAsync(new())).Items);
        Assert.Equal(("L-1:log:eventLog", type, "L-1"), (logged.Id, logged.Type, logged.Subject));
        var data = logged.Data!.Value;
        Assert.Equal((81, "callNow", 900), (data.GetProperty("score").GetInt32(), data.GetProperty("action").GetString(), data.GetProperty("respondWithinSeconds").GetInt32()));
        Assert.Equal(Some.Rules.Version.Hash, data.GetProperty("rulesHash").GetString());
        Assert.All(Personal, never => Assert.DoesNotContain(never, JsonSerializer.Serialize(logged), StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(AssignmentOutcome.Assigned, "maya", "assigned")]
    [InlineData(AssignmentOutcome.Queued, "americas", "queued")]
    public async Task Inbox_Effect_TellsWhoMustActWithoutAPerson(AssignmentOutcome outcome, string recipient, string kind)
    {
        using var host = new TestHost();
        await host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Notify, "inbox", outcome: outcome), default);
        var told = Assert.Single((await host.Get<IInbox>().ListAsync(null, 10)).Items);
        Assert.Equal((recipient, kind), (told.Recipient, told.Kind));
        Assert.StartsWith("Call now: lead L-1 (Acme) from web-form, score 81 (A1). Respond within 15 minutes.", told.Text, StringComparison.Ordinal);
        Assert.All(Personal, never => Assert.DoesNotContain(never, told.Text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Inbox_LeadThatNeedsNobody_TellsNobody()
    {
        using var host = new TestHost();
        await host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Notify, "inbox", outcome: AssignmentOutcome.NotNeeded), default);
        Assert.Empty((await host.Get<IInbox>().ListAsync(null, 10)).Items);
    }

    [Theory]
    [InlineData("00:15:00", "15 minutes")]
    [InlineData("1.02:00:01", "1 day 2 hours 1 second")]
    [InlineData("00:00:00", "0 seconds")]
    public void InWords_Time_IsReadable(string time, string words) =>
        Assert.Equal(words, NotificationText.InWords(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));
}

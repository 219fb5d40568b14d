using LeadOrchestrator.Activities.Decisions;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Tests.Decisions;

public sealed class DecisionTests
{
    private static readonly ActivityContext Context = new("L-1", "Some");

    [Fact]
    public async Task RunAsync_Decisions_FollowTheStampedRules()
    {
        using var host = new TestHost();
        var score = await host.Get<ScoreLead>().RunAsync(Context, new(Some.Lead(), Some.Time, Some.Rules.Version), default);
        var followUp = await host.Get<DecideFollowUp>().RunAsync(Context, new(Some.Lead(), score, Some.Time, Some.Rules.Version), default);
        Assert.Equal(Scorer.Score(Some.Lead(), Some.Rules.Scoring, Some.Rules.Version, Some.Time).Value, score.Value);
        Assert.Equal((FollowUpAction.CallNow, Some.Rules.Version), (followUp.Action, followUp.Rules));
    }

    [Fact]
    public async Task RunAsync_AssignRepTwice_GivesTheSameRepAndCountsOnce()
    {
        using var host = new TestHost();
        var request = new AssignRequest("L-1", Some.Lead(), Some.Score(), Some.FollowUp(), Some.Rules.Version);
        var first = await host.Get<AssignRep>().RunAsync(Context, request, default);
        host.Clock.Advance(TimeSpan.FromHours(5));
        var second = await host.Get<AssignRep>().RunAsync(Context, request, default);
        Assert.Equal((AssignmentOutcome.Assigned, first.RepId, first.DecidedAt), (second.Outcome, second.RepId, second.DecidedAt));
        Assert.Equal(1, (await host.Get<IAssignmentLedger>().CountsAsync(new(2026, 11, 1), new(2026, 11, 30))).Sum(count => count.Assigned));
    }

    [Fact]
    public async Task RunAsync_ReassignRep_ExcludesTheEarlierOnesAndUpdatesTheLeadBook()
    {
        using var host = new TestHost();
        host.Clock.Advance(TimeSpan.FromHours(8)); // the Americas are at work
        var first = await host.Get<AssignRep>().RunAsync(Context, new("L-1", Some.Lead(), Some.Score(), Some.FollowUp(), Some.Rules.Version), default);
        await host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Crm, "leadBook") with { Assignment = first }, default);
        var next = await host.Get<ReassignRep>().RunAsync(
            Context, new("L-1", Some.Lead(), Some.Score(), Some.FollowUp(), [first.RepId!], 1, Some.Rules.Version), default);
        Assert.Equal(AssignmentOutcome.Assigned, next.Outcome);
        Assert.NotEqual(first.RepId, next.RepId);
        Assert.Equal(next.RepId, (await host.Get<ILeadBook>().FindAsync("L-1"))!.RepId);
    }

    [Fact]
    public async Task Measured_Activity_CarriesItsTimes()
    {
        using var host = new TestHost();
        var measured = new Measured<int, string, Slow>(new Slow(host), host.Get<ActivityMeter>());
        var timed = await measured.RunAsync(Context, 1, default);
        Assert.Equal(new Timed<string>("done", Some.Time, Some.Time.AddSeconds(3)), timed);
    }

    private sealed class Slow(TestHost host) : IActivity<int, string>
    {
        public Task<string> RunAsync(ActivityContext context, int input, CancellationToken cancellationToken)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(3));
            return Task.FromResult("done");
        }
    }
}

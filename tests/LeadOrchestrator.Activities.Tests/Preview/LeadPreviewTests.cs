using System.Text.Json;
using LeadOrchestrator.Activities.Preview;
using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Storage;
using Moq;

namespace LeadOrchestrator.Activities.Tests.Preview;

public sealed class LeadPreviewTests
{
    private static readonly RuleSet Current = WithTeam("ann", "bob");

    [Fact]
    public async Task RunAsync_Batch_CountsWithinItselfAndWritesNothing()
    {
        var preview = Preview(out var ledger);
        var report = await preview.RunAsync(Leads(10));
        Assert.Equal([("ann", 5), ("bob", 5)], report.Load.Select(load => (load.RepId!, load.Current)));
        Assert.Null(report.Changes);
        ledger.Verify(l => l.ReadFactsAsync(It.IsAny<AssignmentRequest>(), It.IsAny<CancellationToken>()), Times.Exactly(10));
        ledger.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task RunAsync_LedgerKnowsOfALoad_StartsFromIt()
    {
        var preview = Preview(out _, new() { ["ann"] = new(99, 99, null) });
        var report = await preview.RunAsync(Leads(4));
        Assert.Equal([("bob", 3), ("ann", 1)], report.Load.Select(load => (load.RepId!, load.Current)));
    }

    [Fact]
    public async Task RunAsync_CapIsReachedWithinTheBatch_TheRestWaits()
    {
        var preview = Preview(out _);
        var report = await preview.RunAsync(Leads(250));
        Assert.Equal((100, 100), (report.Load[0].Current, report.Load[1].Current));
        Assert.Equal((null, 50), (report.Load[2].RepId, report.Load[2].Current));
    }

    [Fact]
    public async Task RunAsync_Draft_IsComparedLeadByLead()
    {
        var report = await Preview(out _).RunAsync(Leads(10), WithTeam("ann", "cy"));
        Assert.Equal((5, 0, 0), (report.Changes!.Owners, report.Changes.Scores, report.Changes.Actions));
        Assert.Equal([("ann", 5, 5), ("bob", 5, 0), ("cy", 0, 5)], report.Load.Select(load => (load.RepId!, load.Current, load.Draft!.Value)));
        Assert.Equal(5, report.Leads.Count(lead => lead.OwnerChanges && lead.Current.Assignment.RepId == "bob" && lead.Draft!.Assignment.RepId == "cy"));
    }

    [Fact]
    public async Task RunAsync_Report_CanBeWrittenAsJson()
    {
        var report = await Preview(out _).RunAsync(Leads(1), Current);
        var json = JsonSerializer.SerializeToElement(report, PreviewJson.Default.PreviewReport);
        Assert.Equal("L-0", json.GetProperty("leads")[0].GetProperty("leadId").GetString());
    }

    private static LeadPreview Preview(out Mock<IAssignmentLedger> ledger, Dictionary<string, RepLoad>? loads = null)
    {
        ledger = new Mock<IAssignmentLedger>(MockBehavior.Strict);
        ledger.Setup(l => l.ReadFactsAsync(It.IsAny<AssignmentRequest>(), It.IsAny<CancellationToken>())).ReturnsAsync((AssignmentRequest request, CancellationToken _) =>
            new RoutingFacts(request.Now, loads ?? [], new Dictionary<string, RoundRobinState>(), null, request.Excluded));
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Some.Time);
        return new(Mock.Of<IRuleBook>(book => book.Current == Current), ledger.Object, clock);
    }

    private static IReadOnlyList<Lead> Leads(int count) =>
        [.. Enumerable.Range(0, count).Select(number => Some.Lead($"L-{number}", $"ada{number}@firm{number}.example", null))];

    private static RuleSet WithTeam(params string[] reps)
    {
        var members = string.Join(",", reps.Select(rep => $$"""{ "rep": "{{rep}}" }"""));
        var people = string.Join(",", reps.Select(rep => $$"""{ "id": "{{rep}}", "name": "{{rep}}", "email": "{{rep}}@sales.example", "timeZone": "UTC", "dailyCap": 100 }"""));
        using var document = JsonDocument.Parse(DefaultRules.Document);
        var parts = document.RootElement.EnumerateObject().Where(part => part.Name != "routing").Select(part => $"\"{part.Name}\": {part.Value.GetRawText()}");
        var routing = $$"""
            "routing": { "rules": [ { "name": "All", "team": "all" } ], "houseQueue": "house",
              "teams": [ { "id": "all", "name": "All", "strategy": "weightedRoundRobin", "members": [ {{members}} ] } ], "reps": [ {{people}} ] }
            """;
        var reading = RuleDocument.Read("{" + string.Join(",", parts.Append(routing)) + "}");
        Assert.Empty(reading.Errors);
        return reading.Rules!;
    }
}

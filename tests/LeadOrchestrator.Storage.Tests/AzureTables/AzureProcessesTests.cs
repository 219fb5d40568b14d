using System.Diagnostics;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Storage.Hosting;
using LeadOrchestrator.Storage.Tests.Contract;
using Xunit.Abstractions;

namespace LeadOrchestrator.Storage.Tests.AzureTables;

/// <summary>Several stores on the same tables, as several processes have them: nothing but the tables tells them of each other.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AzureProcessesTests(Azurite azurite, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);
    private readonly List<ILeadStores> _processes = [];

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 4; i++) _processes.Add(await AzureSample.OpenAsync(_options));
    }

    public async Task DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
    }

    [Theory]
    [InlineData(64)]
    [InlineData(320)]
    public async Task AssignAsync_ManyAtOnceFromFourProcesses_CapsAreExact(int leads)
    {
        var rules = Sample.Rules(
            RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna", dailyCap: leads / 4), 3), (Sample.Rep("bert", openCap: leads / 8), 2), (Sample.Rep("carl", dailyCap: 5), 1));

        var decided = await Task.WhenAll(Enumerable.Range(0, leads).Select(i => Task.Run(() => _processes[i % 4].Ledger.AssignAsync($"lead-{i}", rules))));

        var given = decided.Where(assignment => assignment.RepId is not null).CountBy(assignment => assignment.RepId!).ToDictionary();
        Assert.Equal((leads / 4, leads / 8, 5), (given["anna"], given["bert"], given["carl"]));
        Assert.Equal(given, (await _processes[0].Ledger.CountsAsync(Sample.Today, Sample.Today)).ToDictionary(count => count.RepId, count => count.Assigned));
        Assert.Equal(leads - given.Values.Sum(), (await _processes[3].Ledger.ListQueuedAsync(1000)).Items.Count);
    }

    [Fact]
    public async Task AssignAsync_SameLeadsFromFourProcesses_EachIsDecidedOnce()
    {
        var rules = Sample.Rules(RoutingStrategy.LeastLoaded, (Sample.Rep("anna"), 1), (Sample.Rep("bert"), 1));

        var decided = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => _processes[i % 4].Ledger.AssignAsync($"lead-{i / 4}", rules))));

        Assert.All(decided.GroupBy(assignment => assignment.LeadId), same => Assert.Single(same.Select(assignment => assignment.RepId).Distinct()));
        Assert.Equal([8, 8], (await _processes[0].Ledger.CountsAsync(Sample.Today, Sample.Today)).Select(count => count.Assigned));
    }

    [Fact]
    public async Task AssignAsync_QueuedHereAndRepFreedElsewhere_IsSeen()
    {
        var rules = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna", openCap: 1), 1));
        await _processes[0].Ledger.AssignAsync("first", rules);
        Assert.Equal(AssignmentOutcome.Queued, (await _processes[0].Ledger.AssignAsync("second", rules)).Outcome);

        await _processes[1].Ledger.CloseAsync("first");

        Assert.Equal("anna", (await _processes[0].Ledger.AssignAsync("second", rules)).RepId);
    }

    [Fact]
    public async Task AssignAsync_DayLongPast_IsCountedFromItsRow()
    {
        var rules = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna", dailyCap: 1), 1));
        for (var day = 0; day < 8; day++) await _processes[0].Ledger.AssignAsync($"lead-{day}", rules, at: Sample.Now.AddDays(day));

        Assert.Equal(AssignmentOutcome.Queued, (await _processes[0].Ledger.AssignAsync("late", rules)).Outcome);
        Assert.Equal(1, (await _processes[1].Ledger.LoadOfAsync("anna", rules)).AssignedToday);
    }

    [Fact]
    public async Task UpsertAsync_SameLeadFromFourProcesses_OneRecordIsLeft()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => _processes[i % 4].LeadBook.UpsertAsync(Sample.Record("a", minutes: i, score: i)))));
        var responses = await Task.WhenAll(_processes.Select(process => process.LeadBook.RecordResponseAsync("a", "anna", Sample.Now, Sample.Now)));

        Assert.Single(responses, first => first);
        var left = Assert.Single((await _processes[0].LeadBook.ListAsync(100)).Items);
        Assert.Equal((left.Score, Sample.Now), ((await _processes[1].LeadBook.FindAsync("a"))!.Score, left.RespondedAt));
    }

    [Fact]
    public async Task AssignAsync_ManyLeads_RateIsReported()
    {
        const int leads = 400;
        RuleSet rules = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 5), (Sample.Rep("bert"), 3), (Sample.Rep("carl"), 2));
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, leads).Select(i => _processes[0].Ledger.AssignAsync($"lead-{i}", rules)));

        output.WriteLine($"{leads / watch.Elapsed.TotalSeconds:0} assignments a second against Azurite");
        Assert.Equal([200, 120, 80], (await _processes[0].Ledger.CountsAsync(Sample.Today, Sample.Today)).Select(count => count.Assigned));
    }
}

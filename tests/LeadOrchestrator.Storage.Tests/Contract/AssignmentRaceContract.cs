using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Storage.Tests.Contract;

/// <summary>Many assignments at once: none lost, none counted twice, no cap exceeded, shares exact.</summary>
public abstract class AssignmentRaceContract : StoreContract
{
    private IAssignmentLedger Ledger => Stores.Ledger;

    [Theory]
    [InlineData(64)]
    [InlineData(1000)]
    public async Task AssignAsync_ManyAtOnceUnderCaps_NeitherLosesNorDoublesNorExceeds(int leads)
    {
        var rules = Sample.Rules(
            RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna", dailyCap: leads / 4), 3), (Sample.Rep("bert", openCap: leads / 8), 2), (Sample.Rep("carl", dailyCap: 5), 1));

        var decided = await AtOnceAsync(leads, i => Ledger.AssignAsync($"lead-{i}", rules));

        var given = decided.Where(assignment => assignment.RepId is not null).CountBy(assignment => assignment.RepId!).ToDictionary();
        Assert.Equal(leads / 4, given["anna"]);
        Assert.Equal(leads / 8, given["bert"]);
        Assert.Equal(5, given["carl"]);
        Assert.Equal(given, (await Ledger.CountsAsync(Sample.Today, Sample.Today)).ToDictionary(count => count.RepId, count => count.Assigned));
        Assert.Equal(leads - given.Values.Sum(), (await ReadAllAsync(token => Ledger.ListQueuedAsync(100, token))).Count);
        Assert.All(decided, assignment => Assert.NotEmpty(assignment.Reason));
    }

    [Fact]
    public async Task AssignAsync_FullCyclesAtOnce_SharesAreExact()
    {
        var rules = Sample.Rules(
            RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 5), (Sample.Rep("bert"), 3), (Sample.Rep("carl"), 2));

        await AtOnceAsync(1000, i => Ledger.AssignAsync($"lead-{i}", rules));

        Assert.Equal(
            [("anna", 500), ("bert", 300), ("carl", 200)],
            (await Ledger.CountsAsync(Sample.Today, Sample.Today)).Select(count => (count.RepId, count.Assigned)));
    }

    [Fact]
    public async Task AssignAsync_SameLeadsFromManySidesAtOnce_EachIsDecidedOnce()
    {
        var rules = Sample.Rules(RoutingStrategy.LeastLoaded, (Sample.Rep("anna"), 1), (Sample.Rep("bert"), 1));

        var decided = await AtOnceAsync(640, i => Ledger.AssignAsync($"lead-{i % 64}", rules, at: Sample.Now.AddSeconds(i)));

        Assert.All(
            decided.GroupBy(assignment => assignment.LeadId),
            same => Assert.Single(same.Select(assignment => (assignment.RepId, assignment.DecidedAt)).Distinct()));
        Assert.Equal([32, 32], (await Ledger.CountsAsync(Sample.Today, Sample.Today)).Select(count => count.Assigned));
    }

    [Fact]
    public async Task CloseAsync_WhileOthersAreAssigned_OpenCountsComeOutExactly()
    {
        var rules = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 1));
        await AtOnceAsync(100, i => Ledger.AssignAsync($"early-{i}", rules));

        await Task.WhenAll(
            AtOnceAsync(100, i => Ledger.AssignAsync($"late-{i}", rules)),
            AtOnceAsync(200, i => Ledger.CloseAsync($"early-{i % 100}")),
            AtOnceAsync(50, i => Ledger.EraseAsync($"early-{i}")));

        Assert.Equal(100, (await Ledger.LoadOfAsync("anna", rules)).Open);
        await ReopenAsync();
        Assert.Equal(new RepLoad(200, 100, Sample.Now), await Ledger.LoadOfAsync("anna", rules));
    }

    private static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, count).Select(async i =>
        {
            await start.Task;
            return await Task.Run(() => act(i));
        }).ToList();
        start.SetResult();
        return Task.WhenAll(all);
    }
}

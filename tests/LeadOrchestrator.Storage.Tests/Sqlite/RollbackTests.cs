using CsCheck;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Sqlite;
using LeadOrchestrator.Storage.Tests.Contract;

namespace LeadOrchestrator.Storage.Tests.Sqlite;

/// <summary>Transactions that are rolled back after the ledger has counted in memory.</summary>
public sealed class RollbackTests
{
    private static readonly RuleSet Rules = Sample.Rules(
        RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna", dailyCap: 12), 3), (Sample.Rep("bert", openCap: 9), 2), (Sample.Rep("carl"), 1));

    private enum Step
    {
        Assign,
        Close,
        BadWrite,
        BadDecision,
    }

    [Fact]
    public void AssignAsync_AmongWritesThatFail_CountsExactly() => Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 39]).Array[1, 60].Sample(
        steps => RunAsync(steps).GetAwaiter().GetResult(), iter: 20, threads: 1);

    [Theory]
    [InlineData("assignments")]
    [InlineData("round_robins")]
    [InlineData("rep_days")]
    [InlineData("rep_loads")]
    [InlineData("owners")]
    public async Task AssignAsync_AnyOfItsWritesFails_NothingOfItIsStoredOrRemembered(string table)
    {
        using var folder = new TempFolder();
        using var stores = SqliteStores.Open(folder.Path);
        using var otherFolder = new TempFolder();
        using var untroubled = SqliteStores.Open(otherFolder.Path);
        await stores.Ledger.AssignAsync("lead-1", Rules);
        await untroubled.Ledger.AssignAsync("lead-1", Rules);
        await stores.Database.WriteAsync(session => session.Execute(
            $"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END"));

        await Assert.ThrowsAsync<StorageException>(() => stores.Ledger.AssignAsync("lead-2", Rules));

        Assert.Null(await stores.Ledger.FindAsync("lead-2"));
        await stores.Database.WriteAsync(session => session.Execute("DROP TRIGGER broken"));
        Assert.Equal(await FactsAsync(untroubled), await FactsAsync(stores));
        LedgerAudit.Check(stores);
    }

    [Fact]
    public async Task AssignAsync_DiskFull_StoresNothingOfItAndGoesOnOnceThereIsSpace()
    {
        using var folder = new TempFolder();
        using var stores = SqliteStores.Open(folder.Path);
        var pages = stores.Database.Read(session => session.Scalar<long>("PRAGMA page_count"));
        await LimitAsync(stores, pages + 8);

        var done = 0;
        StorageException? full = null;
        while (full is null)
        {
            try
            {
                await stores.Ledger.AssignAsync($"lead-{done}", Rules);
                done++;
            }
            catch (StorageException exception)
            {
                full = exception;
            }
        }

        Assert.True(full.IsDiskFull);
        Assert.Null(await stores.Ledger.FindAsync($"lead-{done}"));
        LedgerAudit.Check(stores);

        await LimitAsync(stores, 1_000_000);
        for (var i = 0; i < done + 30; i++) await stores.Ledger.AssignAsync($"lead-{i}", Rules);
        LedgerAudit.Check(stores);
        Assert.Equal([12, 9, done + 30 - 21], (await stores.Ledger.CountsAsync(Sample.Today, Sample.Today)).Select(count => count.Assigned));
    }

    private static Task<long> LimitAsync(SqliteStores stores, long pages) =>
        stores.Database.WriteAsync(session => session.Scalar<long>($"PRAGMA max_page_count = {pages}"));

    /// <summary>All steps in one group, some of which break its transaction; what remains must be what one after the other gives.</summary>
    private static async Task RunAsync((Step Step, int Lead)[] steps)
    {
        using var folder = new TempFolder();
        using var expected = SqliteStores.Open(folder.File("one-by-one"));
        using var actual = SqliteStores.Open(folder.File("at-once"));
        foreach (var (step, lead) in steps) await SettleAsync(DoAsync(expected, step, lead));

        using var hold = new ManualResetEventSlim();
        var holding = actual.Database.WriteAsync(_ => hold.Wait(TimeSpan.FromSeconds(30)));
        var all = steps.Select(step => SettleAsync(DoAsync(actual, step.Step, step.Lead))).ToList();
        hold.Set();
        await holding;
        await Task.WhenAll(all);

        LedgerAudit.Check(actual);
        Assert.Equal(Dump(expected), Dump(actual));
        Assert.Equal(await FactsAsync(expected), await FactsAsync(actual)); // what the image in memory says
    }

    private static Task DoAsync(SqliteStores stores, Step step, int lead) => step switch
    {
        Step.Assign => stores.Ledger.AssignAsync($"lead-{lead}", Rules),
        Step.Close => stores.Ledger.CloseAsync($"lead-{lead}"),
        Step.BadDecision => stores.Ledger.AssignAsync(Sample.Request($"lead-{lead}", Rules), _ => throw new NotSupportedException()),
        _ => stores.Database.WriteAsync<int>(_ => throw new NotSupportedException()),
    };

    private static async Task SettleAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (NotSupportedException)
        {
            // asked for
        }
    }

    private static string Dump(SqliteStores stores) => stores.Database.Read(session => string.Join('\n', session.Query(
        "SELECT lead_id, round, in_effect, outcome, rep_id, open FROM assignments ORDER BY lead_id",
        row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => row.GetValue(column))))));

    private static async Task<string> FactsAsync(SqliteStores stores)
    {
        RoutingFacts? seen = null;
        await stores.Ledger.AssignAsync(Sample.Request("last", Rules), facts => Sample.Decide("last", Rules, seen = facts));
        return string.Join(' ', seen!.Loads.OrderBy(load => load.Key).Select(load => $"{load}"))
            + string.Join(' ', seen.RoundRobin.SelectMany(team => team.Value.CurrentWeights.OrderBy(weight => weight.Key)));
    }
}

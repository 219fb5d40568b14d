using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Storage.Sqlite;
using LeadOrchestrator.Storage.Tests.Contract;

namespace LeadOrchestrator.Storage.Tests.Sqlite;

public sealed class CrashTests : IDisposable
{
    private static readonly RuleSet Rules = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 2), (Sample.Rep("bert"), 1));
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_FilesOfAProcessThatDied_HoldEverythingAcknowledged()
    {
        using var stores = SqliteStores.Open(_folder.Path);
        await Task.WhenAll(Enumerable.Range(0, 90).Select(i => stores.Ledger.AssignAsync($"lead-{i}", Rules)));
        await stores.LeadBook.UpsertAsync(Sample.Record("lead-1"));

        using var died = _folder.Snapshot();
        using var recovered = SqliteStores.Open(died.Path);

        Assert.Equal(90, LedgerAudit.Assigned(recovered));
        Assert.NotNull(await recovered.LeadBook.FindAsync("lead-1"));
        LedgerAudit.Check(recovered);
        await Task.WhenAll(Enumerable.Range(0, 90).Select(i => recovered.Ledger.AssignAsync($"lead-{i}", Rules))); // retried: counts nothing
        Assert.Equal([60, 30], (await recovered.Ledger.CountsAsync(Sample.Today, Sample.Today)).Select(count => count.Assigned));
    }

    [Fact]
    public async Task Open_LogTornAtAnyPlace_NothingIsHalfWritten()
    {
        using var stores = SqliteStores.Open(_folder.Path);
        for (var i = 0; i < 20; i++) await stores.Ledger.AssignAsync($"lead-{i}", Rules);
        var length = new FileInfo(_folder.File("leads.db-wal")).Length;

        long last = 0;
        for (var cut = length / 2; cut <= length; cut += length / 40)
        {
            using var torn = _folder.Snapshot();
            using (var log = new FileStream(torn.File("leads.db-wal"), FileMode.Open)) log.SetLength(cut);
            using var recovered = SqliteStores.Open(torn.Path);

            LedgerAudit.Check(recovered);
            var assigned = LedgerAudit.Assigned(recovered);
            Assert.InRange(assigned, last, 20);
            last = assigned;
        }
    }

    [Fact]
    public void Open_FileOfAnUnfinishedImport_IsRemoved()
    {
        var left = Path.Combine(Directory.CreateDirectory(_folder.File("imports")).FullName, "0123.partial");
        File.WriteAllText(left, "half a file");

        SqliteStores.Open(_folder.Path).Dispose();

        Assert.False(File.Exists(left));
    }
}

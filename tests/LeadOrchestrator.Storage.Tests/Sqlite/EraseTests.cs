using System.Text;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Sqlite;
using LeadOrchestrator.Storage.Tests.Contract;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Storage.Tests.Sqlite;

public sealed class EraseTests : IDisposable
{
    private const string Secret = "zz-secret-zz";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EraseAsync_WhatWasStored_IsInNoFileAnyMore()
    {
        using var stores = SqliteStores.Open(_folder.Path);
        var rules = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 1));
        var lead = Sample.Lead($"{Secret}@{Secret}.example") with { Message = new string('m', 20_000) + Secret }; // spills over pages
        await stores.LeadBook.UpsertAsync(Sample.Record(Secret) with { Lead = lead });
        await stores.LeadBook.UpsertAsync(Sample.Record(Secret) with { Lead = lead with { Message = Secret } });
        await stores.LeadBook.RecordResponseAsync(Secret, "anna", Sample.Now, Sample.Now);
        await stores.Ledger.AssignAsync(Secret, rules, lead: lead);
        await stores.EventLog.AppendAsync(new CloudEvent(Secret, "/leads", "lead.assigned", Secret, Sample.Now, null));
        await stores.Inbox.AddAsync(new Notification(Secret, "anna", Secret, "assigned", Secret, Sample.Now));
        await stores.Imports.AddRowsAsync("import:x", [new ImportRow(1, "rejected", "No identity.", null, Secret)]);
        Assert.True(Holds());

        await stores.LeadBook.EraseAsync(Secret);
        await stores.Ledger.EraseAsync(Secret);
        await stores.EventLog.EraseAsync(Secret);
        await stores.Inbox.EraseAsync(Secret);
        await stores.Imports.EraseAsync("import:x");

        Assert.False(Holds());
    }

    [Fact]
    public async Task EraseAsync_ManyAtOnce_AllComeToAnEnd()
    {
        using var stores = SqliteStores.Open(_folder.Path);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => stores.LeadBook.UpsertAsync(Sample.Record($"lead-{i}"))));

        var erased = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => stores.LeadBook.EraseAsync($"lead-{i}"))));

        Assert.All(erased, Assert.True);
        Assert.Equal(0, new FileInfo(_folder.File("leads.db-wal")).Length);
    }

    [Theory]
    [InlineData("record")]
    [InlineData("assignment")]
    [InlineData("event")]
    [InlineData("notification")]
    [InlineData("rows")]
    public async Task EraseAsync_OfOneKindAlone_MarksTheFileToBeWrittenAnew(string kind)
    {
        using var stores = SqliteStores.Open(_folder.Path);
        await stores.LeadBook.UpsertAsync(Sample.Record("a"));
        await stores.Ledger.AssignAsync("a", Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 1)));
        await stores.EventLog.AppendAsync(new CloudEvent("id", "/leads", "lead.assigned", "a", Sample.Now, null));
        await stores.Inbox.AddAsync(new Notification("key", "anna", "a", "assigned", "A lead.", Sample.Now));
        await stores.Imports.AddRowsAsync("import:x", [new ImportRow(1, "rejected", "No identity.", null, "row")]);
        Assert.Equal(0, Marks());

        await (kind switch
        {
            "record" => stores.LeadBook.EraseAsync("a"),
            "assignment" => stores.Ledger.EraseAsync("a"),
            "event" => stores.EventLog.EraseAsync("a"),
            "notification" => stores.Inbox.EraseAsync("a"),
            _ => (Task)stores.Imports.EraseAsync("import:x"),
        });

        Assert.Equal(1, Marks());

        long Marks() => stores.Database.Read(session => session.Scalar<long>("SELECT count(*) FROM erasure_traces"));
    }

    [Fact]
    public async Task EraseAsync_NothingIsLeftToEraseButTheLogCouldNotBeEmptied_EmptiesIt()
    {
        var file = _folder.File("log.db");
        using var database = SqliteDatabase.Open(new(file, "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY)", BusyTimeout: 50));
        var eraser = new Eraser(database);
        await database.WriteAsync(session => session.Execute("INSERT INTO t VALUES (1)"));
        using var other = new SqliteConnection($"Data Source={file};Pooling=False");
        other.Open();
        using (var reading = other.BeginTransaction(deferred: true))
        {
            using var command = new SqliteCommand("SELECT count(*) FROM t", other, reading);
            command.ExecuteScalar();
            await Assert.ThrowsAsync<StorageException>(() => EraseAsync());
        }

        Assert.Equal(0, await EraseAsync());

        Assert.False(database.IsEmptyingDue);
        Assert.Equal(0, new FileInfo(file + "-wal").Length);

        Task<int> EraseAsync() => eraser.EraseAsync(session => session.Execute("DELETE FROM t"), default);
    }

    private bool Holds() => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)) // no content in these
        .Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) >= 0;
        });
}

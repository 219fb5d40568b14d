using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Sqlite.Tests;

public sealed class SqliteDatabaseTests : IDisposable
{
    private const string Schema = "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, name TEXT NOT NULL)";
    private readonly string _folder = Directory.CreateTempSubdirectory("sqlite-tests-").FullName;
    private readonly List<int> _groups = [];

    private string File => Path.Combine(_folder, "sub", "test.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WriteAsync_Completed_IsReadAfterReopening()
    {
        await using (var database = Open()) Assert.Equal(1, await Insert(database, 1));
        await using (var database = Open()) Assert.Equal(1, Count(database));
    }

    [Fact]
    public async Task ProbeAsync_AfterAFailedWrite_TriesAgainAndRecovers()
    {
        await using var database = Open();
        Assert.Null(await database.ProbeAsync());
        await database.WriteAsync(session => session.Scalar<long>($"PRAGMA max_page_count={session.Scalar<long>("PRAGMA page_count")}"));

        var refused = await Assert.ThrowsAsync<StorageException>(() => FillAsync(database));

        // What is small enough may still be written: the probe tries, and believes what it sees.
        Assert.True(refused.IsDiskFull);
        Assert.Null(await database.ProbeAsync());
    }

    [Fact]
    public async Task ProbeAsync_FileCannotBeWritten_SaysWhy()
    {
        await using var database = Open();
        await database.WriteAsync(session => session.Execute("PRAGMA query_only=1"));
        await Assert.ThrowsAsync<StorageException>(() => Insert(database, 1));

        Assert.Contains(File, (await database.ProbeAsync())!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProbeAsync_AWriteThatMakesNoSense_IsNoFailureOfTheFile()
    {
        await using var database = Open();

        await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync(session => session.Execute("INSERT INTO t(id) VALUES(1)")));

        Assert.Null(await database.ProbeAsync());
    }

    [Fact]
    public async Task Open_PagesOverwrittenInTheMiddle_IsRefusedAndNamesTheFile()
    {
        await using (var database = Open()) for (var i = 0; i < 2000; i++) _ = await Insert(database, i);
        await using (var file = new FileStream(File, FileMode.Open))
        {
            file.Position = file.Length / 2 / 4096 * 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 8192).ToArray());
        }

        var exception = Assert.Throws<StorageException>(Open);
        Assert.Contains(File, exception.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_File_IsInWalModeAndFullySynchronous()
    {
        using var database = Open();
        var (mode, synchronous) = await database.WriteAsync(session => (session.Scalar<string>("PRAGMA journal_mode"), session.Scalar<long>("PRAGMA synchronous")));
        Assert.Equal(("wal", 2), (mode, synchronous));
    }

    [Fact]
    public async Task WriteAsync_ManyWaiting_ShareOneTransaction()
    {
        await using var database = Open();
        using var gate = new ManualResetEventSlim();
        var first = database.WriteAsync(session =>
        {
            gate.Wait();
            return 0;
        });
        while (database.QueueLength > 0) await Task.Yield();
        var rest = Enumerable.Range(1, 50).Select(i => Insert(database, i)).ToArray();
        gate.Set();
        await first;
        await Task.WhenAll(rest);
        Assert.Equal(50, Count(database));
        database.Dispose();
        Assert.Equal([1, 50], _groups);
    }

    [Fact]
    public async Task WriteAsync_OneOfAGroupFails_TheOthersAreStored()
    {
        await using var database = Open();
        using var gate = new ManualResetEventSlim();
        var first = database.WriteAsync(_ =>
        {
            gate.Wait();
            return 0;
        });
        var good = Insert(database, 1);
        var bad = database.WriteAsync(session => session.Execute("INSERT INTO t(id, name) VALUES (2, NULL)"));
        var thrown = database.WriteAsync<int>(session =>
        {
            session.Execute("INSERT INTO t(id, name) VALUES (3, 'half')");
            throw new InvalidOperationException("mine");
        });
        var alsoGood = Insert(database, 4);
        gate.Set();
        await first;
        await Task.WhenAll(good, alsoGood);
        await Assert.ThrowsAsync<StorageException>(() => bad);
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => thrown)).Message);
        Assert.Equal(2, Count(database));
    }

    [Fact]
    public async Task Enqueue_EachWrite_IsToldExactlyOnce()
    {
        var (good, bad) = (new CountingWrite("ok"), new CountingWrite(null));
        await using (var database = Open())
        {
            database.Enqueue(good);
            database.Enqueue(bad);
        }

        Assert.Equal((1, 0), (good.Committed, good.Failed));
        Assert.Equal((0, 1), (bad.Committed, bad.Failed));
    }

    [Fact]
    public async Task Read_WhileATransactionIsOpen_SeesOnlyWhatIsCommitted()
    {
        await using var database = Open();
        using var written = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var write = database.WriteAsync(session =>
        {
            session.Execute("INSERT INTO t(id, name) VALUES (1, 'a')");
            written.Set();
            gate.Wait();
            return 0;
        });
        written.Wait();
        Assert.Equal(0, Count(database));
        gate.Set();
        await write;
        Assert.Equal(1, Count(database));
    }

    [Fact]
    public async Task Dispose_WritesWaiting_CommitsThem()
    {
        Task<int>[] writes;
        using (var database = Open()) writes = [.. Enumerable.Range(1, 100).Select(i => Insert(database, i))];
        await Task.WhenAll(writes);
        using var again = Open();
        Assert.Equal(100, Count(again));
    }

    [Fact]
    public async Task Dispose_Done_RefusesMore()
    {
        var database = Open();
        database.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Insert(database, 1));
        Assert.Throws<ObjectDisposedException>(() => Count(database));
    }

    [Fact]
    public void Open_InUse_IsRefusedNamingTheFile()
    {
        using var database = Open();
        var refused = Assert.Throws<StorageException>(Open);
        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_InUseUnderAnotherName_IsRefused()
    {
        using var database = Open();
        var link = Path.Combine(_folder, "link.db");
        System.IO.File.CreateSymbolicLink(link, database.Path);

        Assert.Contains("is in use by another process", Assert.Throws<StorageException>(() => SqliteDatabase.Open(new(link, ""))).Message, StringComparison.Ordinal);
        Assert.Contains("is in use by another process", Assert.Throws<StorageException>(() => SqliteDatabase.Compact(link)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compact_LinkToNothing_IsRefusedAndMakesNoFile()
    {
        var (link, target) = (Path.Combine(_folder, "link.db"), Path.Combine(_folder, "missing.db"));
        System.IO.File.CreateSymbolicLink(link, target);

        Assert.Contains(target, Assert.Throws<StorageException>(() => SqliteDatabase.Compact(link)).Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(target));
    }

    [Fact]
    public void Open_NotADatabase_SaysSoAndLeavesTheFileFree()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, new string('x', 4096));
        Assert.Contains("not a SQLite database", Assert.Throws<StorageException>(Open).Message, StringComparison.Ordinal);
        System.IO.File.Delete(File);
        Open().Dispose();
    }

    [Fact]
    public void Open_FolderIsAFile_SaysWhich()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, "sub"), "");
        Assert.Contains(File, Assert.Throws<StorageException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_InMemory_IsRefusedUnlessAllowed()
    {
        Assert.Throws<StorageException>(() => SqliteDatabase.Open(new(":memory:", Schema)));
        await using var database = SqliteDatabase.Open(new(":memory:", Schema, AllowInMemory: true));
        await Insert(database, 1);
        Assert.Equal(1, Count(database));
    }

    [Fact]
    public void Explain_FullDisk_SaysWhatToDo()
    {
        var full = StorageException.Explain(File, new SqliteException("full", 13));
        Assert.True(full.IsDiskFull);
        Assert.Contains("Free some space", full.Message, StringComparison.Ordinal);
        Assert.False(StorageException.Explain(File, new IOException("no")).IsDiskFull);
    }

    [Fact]
    public async Task WriteAsync_FileCannotGrow_FailsAsFullAndLaterWritesSucceed()
    {
        await using var database = Open();
        await database.WriteAsync(session => session.Scalar<long>("PRAGMA max_page_count = 3"));
        var failed = await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync(session =>
            session.Execute("INSERT INTO t(id, name) VALUES (1, hex(randomblob(50000)))")));
        Assert.True(failed.IsDiskFull);
        await database.WriteAsync(session => session.Scalar<long>("PRAGMA max_page_count = 100000"));
        await Insert(database, 2);
        Assert.Equal(1, Count(database));
    }

    [Fact]
    public async Task EmptyLogAsync_AnotherProgramReads_SaysSoUntilItIsDone()
    {
        await using var database = SqliteDatabase.Open(new(File, Schema, BusyTimeout: 50));
        await Insert(database, 1);
        using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        other.Open();
        using (var reading = other.BeginTransaction(deferred: true))
        {
            using var command = new SqliteCommand("SELECT count(*) FROM t", other, reading);
            command.ExecuteScalar();
            await database.WriteAsync(session => session.Execute("DELETE FROM t"));

            var refused = await Assert.ThrowsAsync<StorageException>(database.EmptyLogAsync);
            Assert.Contains("-wal", refused.Message, StringComparison.Ordinal);
            Assert.True(database.IsEmptyingDue);
        }

        await database.EmptyLogAfterAsync(erased: 0);

        Assert.False(database.IsEmptyingDue);
        Assert.Equal(0, new FileInfo(File + "-wal").Length);
    }

    private static Task<int> Insert(SqliteDatabase database, int id) =>
        database.WriteAsync(session => session.Execute("INSERT INTO t(id, name) VALUES ($0, $1)", id, $"n{id}"));

    private static long Count(SqliteDatabase database) => database.Read(session => session.Scalar<long>("SELECT count(*) FROM t"));

    private static async Task FillAsync(SqliteDatabase database)
    {
        for (var i = 0; i < 10_000; i++) await database.WriteAsync(session => session.Execute("INSERT INTO t(name) VALUES(hex(zeroblob(1000)))"));
    }

    private SqliteDatabase Open() => SqliteDatabase.Open(new(File, Schema, OnCommit: _groups.Add));

    private sealed class CountingWrite(string? name) : ISqliteWrite
    {
        public int Committed { get; private set; }

        public int Failed { get; private set; }

        public void Apply(SqliteSession session) => session.Execute("INSERT INTO t(name) VALUES ($0)", name);

        void ISqliteWrite.Committed() => Committed++;

        void ISqliteWrite.Failed(Exception exception) => Failed++;
    }
}

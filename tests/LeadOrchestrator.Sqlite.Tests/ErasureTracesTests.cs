using System.Globalization;
using System.Text;

namespace LeadOrchestrator.Sqlite.Tests;

/// <summary>SQLite leaves copies of moved rows in unused parts of pages; a closed file has none of what was erased.</summary>
public sealed class ErasureTracesTests : IDisposable
{
    private const string Schema = "CREATE TABLE IF NOT EXISTS t(id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID";
    private readonly string _folder = Directory.CreateTempSubdirectory("erasure-traces-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "test.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Dispose_AfterAnErasure_LeavesNoByteOfIt()
    {
        var leftBefore = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            List<string> erased;
            await using (var database = Open())
            {
                erased = await EraseSomeAsync(database, new Random(seed));
                leftBefore += erased.Count(IsInFile);
            }

            Assert.DoesNotContain(erased, IsInFile);
            File.Delete(Path);
        }

        Assert.True(leftBefore > 0, "No seed left a trace, so this test shows nothing.");
    }

    [Fact]
    public async Task Dispose_NothingWasErased_DoesNotWriteTheFileAnew()
    {
        await using (var database = Open())
        {
            await database.WriteAsync(session => session.Execute("INSERT INTO t VALUES('a', $0)", new string('x', 100_000)));
            Assert.Equal(1, await database.WriteAsync(session => session.Execute("DELETE FROM t")));
            Assert.Equal(0, await database.EraseAsync(session => session.Execute("DELETE FROM t")));
        }

        Assert.True(new FileInfo(Path).Length > 100_000); // what is free has been kept
    }

    [Fact]
    public async Task Compact_AHostThatWasKilledAfterAnErasure_LeavesNoByteOfIt()
    {
        var leftBefore = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var killed = System.IO.Path.Combine(_folder, "killed.db");
            List<string> erased;
            await using (var database = Open())
            {
                erased = await EraseSomeAsync(database, new Random(seed));
                File.Copy(Path, killed, overwrite: true);
            }

            leftBefore += erased.Count(text => IsIn(killed, text));
            SqliteDatabase.Compact(killed);

            Assert.DoesNotContain(erased, text => IsIn(killed, text));
            File.Delete(Path);
        }

        Assert.True(leftBefore > 0, "No seed left a trace, so this test shows nothing.");
    }

    [Fact]
    public async Task Open_AHostThatWasKilledAfterAnErasure_IsMadeUpForWhenItCloses()
    {
        var killed = System.IO.Path.Combine(_folder, "killed.db");
        await using (var database = Open())
        {
            await database.WriteAsync(session => session.Execute("INSERT INTO t VALUES('a', $0)", new string('x', 100_000)));
            await database.EraseAsync(session => session.Execute("DELETE FROM t"));
            await database.EmptyLogAsync();
            File.Copy(Path, killed);
        }

        await using (Open(killed)) Assert.True(new FileInfo(killed).Length > 100_000);

        Assert.True(new FileInfo(killed).Length < 50_000);
    }

    [Fact]
    public async Task Compact_AFileInUse_IsRefused()
    {
        await using var database = Open();

        Assert.Contains("in use by another process", Assert.Throws<StorageException>(() => SqliteDatabase.Compact(Path)).Message, StringComparison.Ordinal);
    }

    /// <summary>Rows under random ids that grow, so that pages split and rows move; ten of them are erased.</summary>
    private static async Task<List<string>> EraseSomeAsync(SqliteDatabase database, Random random)
    {
        var rows = Enumerable.Range(0, 90).Select(n => (Id: random.NextInt64().ToString("x", CultureInfo.InvariantCulture), Text: $"ZQ{n:00000}B")).ToArray();
        await database.WriteAsync(session => rows.Sum(row =>
            session.Execute("INSERT INTO t VALUES($0, $1)", row.Id, Repeat(row.Text, random.Next(1, 60)))
            + session.Execute("UPDATE t SET name = name || $1 WHERE id = $0", row.Id, Repeat(row.Text, random.Next(1, 20)))));
        var erased = random.GetItems(rows, 10).Distinct().ToList();
        Assert.Equal(erased.Count, await database.EraseAsync(session => erased.Sum(row => session.Execute("DELETE FROM t WHERE id = $0", row.Id))));
        await database.EmptyLogAsync();
        return erased.ConvertAll(row => row.Text);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private SqliteDatabase Open(string? path = null) => SqliteDatabase.Open(new(path ?? Path, Schema));

    private bool IsInFile(string text) => IsIn(Path, text);

    private static bool IsIn(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}

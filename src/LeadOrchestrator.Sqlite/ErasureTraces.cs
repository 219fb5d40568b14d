using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Sqlite;

/// <summary>
/// What an erasure cannot reach: when SQLite moves rows between pages it leaves copies in the unused middle of the pages
/// they came from, and <c>secure_delete</c> zeroes a row only where it stands last. So an erasure leaves a mark in its own
/// transaction, and a file with the mark is written anew (VACUUM) before anybody is told that it holds nothing.
/// </summary>
internal static class ErasureTraces
{
    /// <summary>The mark: one row, or none.</summary>
    public const string Schema = "CREATE TABLE IF NOT EXISTS erasure_traces(since INTEGER NOT NULL)";

    private const string Mark = "INSERT INTO erasure_traces(since) SELECT unixepoch() WHERE NOT EXISTS (SELECT 1 FROM erasure_traces)";

    /// <summary>Marks the file. Belongs into the transaction that erases.</summary>
    public static void Add(SqliteSession session) => session.Execute(Mark);

    /// <summary>Writes the file anew if it is marked.</summary>
    /// <returns>Whether it was.</returns>
    public static bool Remove(SqliteConnection connection)
    {
        if (Run(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'erasure_traces'") == 0) return false;
        if (Run(connection, "SELECT count(*) FROM erasure_traces") == 0) return false;
        Rewrite(connection);
        Run(connection, "DELETE FROM erasure_traces"); // only now: a rewrite that was cut short is made up for the next time
        return true;
    }

    /// <summary>Writes the file anew. Needs its size again on disk while it runs; cut short, it leaves the file as it was.</summary>
    public static void Rewrite(SqliteConnection connection)
    {
        Run(connection, "VACUUM");
        Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)"); // the log of the rewrite is as large as the file
    }

    private static long Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }
}

using LeadOrchestrator.Sqlite;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>Reads of a local file are over before a thread could be changed for them: they run where they are called.</summary>
internal static class Reads
{
    public static Task<T> ReadAsync<T>(this SqliteDatabase database, Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        try
        {
            return Task.FromResult(database.Read(read));
        }
        catch (Exception exception) when (exception is StorageException or ObjectDisposedException or System.Text.Json.JsonException)
        {
            return Task.FromException<T>(exception);
        }
    }

    /// <summary>A write, unless the call was stopped before it began; once begun it is carried through.</summary>
    public static async Task<T> WriteAsync<T>(this SqliteDatabase database, Func<SqliteSession, T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await database.WriteAsync(write);
    }

    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Time(this SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? TimeOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);
}

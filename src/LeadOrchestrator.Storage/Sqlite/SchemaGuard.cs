using LeadOrchestrator.Sqlite;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>Refuses a file that a newer version of this program has written, before anything in it is touched.</summary>
internal static class SchemaGuard
{
    /// <exception cref="StorageException">The file is newer than this program.</exception>
    public static void Check(string path)
    {
        if (Read(path) is { } version && version > SqliteSchema.Version)
            throw new StorageException(
                $"{path} was written by a newer version of this program (schema {version}; this one knows {SqliteSchema.Version}). "
                + "Run the newer version, or name another data folder.");
    }

    private static long? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
            using var connection = new SqliteConnection(connectionString.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version";
            return command.ExecuteScalar() as long?;
        }
        catch (SqliteException)
        {
            return null; // damaged, locked or no database at all: opening it says so, with what to do
        }
    }
}

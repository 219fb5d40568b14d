using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Sqlite;

/// <summary>A database could not be opened, read or written; the message says which, why, and what to do.</summary>
public sealed class StorageException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    // Result codes: https://www.sqlite.org/rescode.html
    private const int Busy = 5, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>Whether the disk is full.</summary>
    public bool IsDiskFull => InnerException is SqliteException { SqliteErrorCode: Full };

    /// <summary>Whether it is the file that fails, and not what was to be written: then the next write fails as well.</summary>
    internal static bool ConcernsFile(Exception exception) => exception is SqliteException
    {
        SqliteErrorCode: Busy or ReadOnly or IoError or Corrupt or Full or CannotOpen or NotADatabase,
    };

    internal static StorageException Damaged(string path, string? found) =>
        new($"{path} is damaged ({found}). Restore it from a backup, or recover it with 'sqlite3 {path} .recover'.");

    internal static StorageException Explain(string path, Exception exception)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        var reason = exception switch
        {
            SqliteException { SqliteErrorCode: Full } => $"The disk that holds {path} is full. Nothing of this write was stored. Free some space; nothing else is needed.",
            SqliteException { SqliteErrorCode: NotADatabase } => $"{path} is not a SQLite database. Move it away, or name another data folder.",
            SqliteException { SqliteErrorCode: Corrupt } => Damaged(path, exception.Message).Message,
            SqliteException { SqliteErrorCode: ReadOnly or CannotOpen } or UnauthorizedAccessException =>
                $"{path} cannot be written. Check the permissions of {folder}, or name another data folder.",
            SqliteException { SqliteErrorCode: Busy } => $"{path} is locked by another program. Close it and try again.",
            SqliteException { SqliteErrorCode: IoError } => $"Reading or writing {path} failed: {exception.Message}. Check the disk.",
            _ => $"{path} cannot be used: {exception.Message}",
        };
        return new(reason, exception);
    }
}

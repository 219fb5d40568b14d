namespace LeadOrchestrator.Sqlite;

/// <summary>Tells whether a file can still be written; for health checks.</summary>
public interface IWriteProbe
{
    /// <summary>What is written, in a word.</summary>
    string Name { get; }

    /// <summary>
    /// Why the last write could not be stored; null if it could. After a failed one it is tried again here, so that this
    /// recovers even where nobody else writes.
    /// </summary>
    Task<StorageException?> ProbeAsync();
}

namespace LeadOrchestrator.Storage;

/// <summary>Files of leads to import, and what was rejected in them.</summary>
public interface IImportStore
{
    /// <summary>Stores a file under an id derived from its content and mapping, so that the same file is the same import.</summary>
    /// <returns>The import's id, and the file's size in bytes.</returns>
    /// <exception cref="InvalidDataException">The file is empty or larger than the limit.</exception>
    Task<StoredImport> SaveAsync(Stream content, string? mapping, long maxBytes, CancellationToken cancellationToken = default);

    /// <summary>Opens a stored file at an offset; null for an unknown id.</summary>
    Task<Stream?> OpenAsync(string importId, long offset, CancellationToken cancellationToken = default);

    /// <summary>Records rejected and repaired rows; a row recorded before is replaced, so that a repeated chunk counts once.</summary>
    Task AddRowsAsync(string importId, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken = default);

    /// <summary>Lists recorded rows by line.</summary>
    /// <exception cref="ArgumentException">The continuation token is not one of this list's.</exception>
    Task<Page<ImportRow>> ListRowsAsync(string importId, int top, string? continuationToken = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a file and its rows.</summary>
    Task<bool> EraseAsync(string importId, CancellationToken cancellationToken = default);
}

/// <summary>A stored file.</summary>
public sealed record StoredImport(string ImportId, long Bytes);

/// <summary>A row that was rejected, or that was repaired and accepted.</summary>
/// <param name="Line">The line in the file on which the row begins, from 1.</param>
/// <param name="Status"><c>rejected</c> or <c>repaired</c>.</param>
/// <param name="Reason">What was wrong, and what to do or what was done.</param>
/// <param name="Path">The field, where one is to blame.</param>
/// <param name="Raw">The row as it stands in the file.</param>
public sealed record ImportRow(int Line, string Status, string Reason, string? Path, string Raw);

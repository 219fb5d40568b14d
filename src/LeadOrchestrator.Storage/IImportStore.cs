using System.ComponentModel.DataAnnotations;
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

    /// <summary>Lists the imports of which anything is kept, in no order.</summary>
    Task<IReadOnlyList<KeptImport>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Overwrites parts of a stored file with spaces, for good, and replaces recorded rows. Line ends stay, so that every
    /// other row keeps its place and its number.
    /// </summary>
    /// <param name="importId">The import.</param>
    /// <param name="ranges">What to overwrite; those outside the file are left out.</param>
    /// <param name="rows">Recorded rows as they are to be.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task BlankAsync(string importId, IReadOnlyList<FileRange> ranges, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken = default);

    /// <summary>Removes a file and its rows.</summary>
    Task<bool> EraseAsync(string importId, CancellationToken cancellationToken = default);
}

/// <summary>A stored file.</summary>
public sealed record StoredImport(string ImportId, long Bytes);

/// <summary>An import of which a file is kept, or recorded rows.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="SavedAt">When its file was last written; null if only rows are left.</param>
public sealed record KeptImport(string ImportId, DateTimeOffset? SavedAt);

/// <summary>A part of a file.</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
public sealed record FileRange(long Offset, int Length)
{
    /// <summary>Makes spaces of everything but line ends.</summary>
    public static void Blank(Span<byte> bytes)
    {
        foreach (ref var letter in bytes)
            if (letter is not ((byte)'\r' or (byte)'\n')) letter = (byte)' ';
    }
}

/// <summary>A row that was rejected, or that was repaired and accepted.</summary>
/// <param name="Line">The line in the file on which the row begins, from 1.</param>
/// <param name="Status"><c>rejected</c> or <c>repaired</c>.</param>
/// <param name="Reason">What was wrong, and what to do or what was done.</param>
/// <param name="Path">The field, where one is to blame.</param>
/// <param name="Raw">The row as it stands in the file.</param>
public sealed record ImportRow(int Line, [property: AllowedValues("rejected", "repaired")] string Status, string Reason, string? Path, string Raw);

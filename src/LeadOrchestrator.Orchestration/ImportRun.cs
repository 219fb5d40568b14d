using System.Text.Json.Serialization;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Orchestration;

/// <summary>Input of <see cref="ImportOrchestration"/>. The position is carried from execution to execution.</summary>
/// <param name="ImportId">The import, and the id of its instance.</param>
/// <param name="FileName">The file's name, as people know it; null if it had none.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Mapping">The named mapping of its columns; null to go by column names.</param>
/// <param name="ChunkSize">How many rows are started, and finished, at once.</param>
/// <param name="Retry">Retries of a chunk.</param>
/// <param name="Progress">What is done so far.</param>
/// <param name="SubmittedAt">When the file was accepted; leads erased since are not started from it.</param>
public sealed record ImportRun(
    string ImportId, string? FileName, ImportFormat Format, string? Mapping, int ChunkSize, RetryPolicy Retry, ImportProgress Progress,
    DateTimeOffset? SubmittedAt = null);

/// <summary>How an import file is written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportFormat>))]
public enum ImportFormat
{
    /// <summary>RFC 4180, with a header line.</summary>
    [JsonStringEnumMemberName("csv")] Csv,

    /// <summary>One JSON object a line.</summary>
    [JsonStringEnumMemberName("ndjson")] Ndjson,
}

/// <summary>How far an import is: its custom status while it runs, its output when it is done.</summary>
/// <param name="Rows">Rows read so far, the header not counted.</param>
/// <param name="Started">Rows whose lead was started by this import.</param>
/// <param name="Existing">Rows whose lead was there already, with the same content.</param>
/// <param name="Rejected">Rows that were rejected; the import store lists each with line and reason.</param>
/// <param name="Repaired">Rows that were damaged and could be repaired without guessing; counted in the others too.</param>
/// <param name="BytesRead">How far into the file.</param>
/// <param name="TotalBytes">The file's size.</param>
/// <param name="Cursor">Where the next chunk begins; null at the end.</param>
/// <param name="Completed">Whether the whole file is done.</param>
public sealed record ImportProgress(
    int Rows, int Started, int Existing, int Rejected, int Repaired, long BytesRead, long TotalBytes, ImportCursor? Cursor, bool Completed)
{
    /// <summary>Nothing done yet.</summary>
    public static ImportProgress None { get; } = new(0, 0, 0, 0, 0, 0, 0, ImportCursor.Start, false);

    /// <summary>This progress and one chunk more.</summary>
    public ImportProgress Plus(ImportChunkResult chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        return new(
            Rows + chunk.Rows, Started + chunk.Started, Existing + chunk.Existing, Rejected + chunk.Rejected, Repaired + chunk.Repaired,
            chunk.BytesRead, chunk.TotalBytes, chunk.Next, Completed: chunk.Next is null);
    }
}

/// <summary>A place in a file between two rows.</summary>
/// <param name="Offset">In bytes from the beginning.</param>
/// <param name="Line">The number of the next line, from 1.</param>
public sealed record ImportCursor(long Offset, int Line)
{
    /// <summary>The beginning.</summary>
    public static ImportCursor Start { get; } = new(0, 1);
}

/// <summary>Input of <see cref="LeadActivities.ImportChunk"/>.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Format">How its file is written.</param>
/// <param name="Mapping">The named mapping of its columns; null to go by column names.</param>
/// <param name="Cursor">Where the chunk begins.</param>
/// <param name="ChunkSize">How many rows it has at most.</param>
/// <param name="SubmittedAt">When the file was accepted; leads erased since are not started from it.</param>
public sealed record ImportChunkRequest(
    string ImportId, ImportFormat Format, string? Mapping, ImportCursor Cursor, int ChunkSize, DateTimeOffset? SubmittedAt = null);

/// <summary>Result of <see cref="LeadActivities.ImportChunk"/>: what this chunk adds, and where the next begins.</summary>
public sealed record ImportChunkResult(
    int Rows, int Started, int Existing, int Rejected, int Repaired, long BytesRead, long TotalBytes, ImportCursor? Next);

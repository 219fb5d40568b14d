using System.Text.Json.Serialization;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Api.Imports;

/// <summary>Answer to a file of leads.</summary>
/// <param name="Id">The import's id; the same file with the same mapping has the same.</param>
/// <param name="StatusUri">Where its progress is.</param>
/// <param name="Created">False when the same file was imported before.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Format"><c>csv</c> or <c>ndjson</c>.</param>
public sealed record ImportAccepted(string Id, string StatusUri, bool Created, long Bytes, Orchestration.ImportFormat Format);

/// <summary>Where an import stands.</summary>
/// <param name="Id">The import.</param>
/// <param name="Status">Its run's status.</param>
/// <param name="FileName">The file's name; null if it had none.</param>
/// <param name="Mapping">The named mapping of its columns; null for none.</param>
/// <param name="SubmittedAt">When the file was taken.</param>
/// <param name="UpdatedAt">When anything last happened.</param>
/// <param name="Percentage">How much of the file is done, 0 to 100, by bytes.</param>
/// <param name="Progress">The counts.</param>
/// <param name="RejectedUri">The rejected rows as a file to mend and import again.</param>
/// <param name="Rows">Rejected and repaired rows, by line; left out in lists.</param>
/// <param name="ContinuationToken">What to ask the next rows with; left out after the last and in lists.</param>
/// <param name="Error">Why it failed; left out otherwise.</param>
public sealed record ImportView(
    string Id,
    RuntimeStatus Status,
    string? FileName,
    string? Mapping,
    DateTimeOffset SubmittedAt,
    DateTimeOffset UpdatedAt,
    double Percentage,
    ImportCounts Progress,
    string RejectedUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ImportRow>? Rows = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ContinuationToken = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null);

/// <summary>The counts of an import.</summary>
/// <param name="Rows">Rows read, the header not counted.</param>
/// <param name="Started">Rows whose lead was started.</param>
/// <param name="Existing">Rows whose lead was there already.</param>
/// <param name="Rejected">Rows that were rejected.</param>
/// <param name="Repaired">Rows that were repaired; counted in the others too.</param>
/// <param name="BytesRead">How far into the file.</param>
/// <param name="TotalBytes">The file's size; 0 while unknown.</param>
public sealed record ImportCounts(int Rows, int Started, int Existing, int Rejected, int Repaired, long BytesRead, long TotalBytes);

/// <summary>A page of imports, newest first.</summary>
public sealed record ImportPage(IReadOnlyList<ImportView> Imports, string? ContinuationToken);

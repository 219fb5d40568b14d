using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Importing;

/// <summary>Takes a file of leads: stores it, then starts <see cref="ImportOrchestration"/> under the import's id.</summary>
public sealed class ImportStarter
{
    /// <summary>Stores a file and starts its import. The same file with the same mapping is the same import.</summary>
    /// <param name="content">The file, read once from where it stands.</param>
    /// <param name="fileName">Its name, as people know it; null if it has none.</param>
    /// <param name="format">How it is written; null to tell by its name and its first character.</param>
    /// <param name="mapping">A named mapping of its columns; null to go by column names.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ImportRefusedException">The file cannot be imported at all; nothing was started.</exception>
    /// <exception cref="Durability.OverloadedException">The host cannot take more now.</exception>
    public Task<ImportStart> StartAsync(
        Stream content, string? fileName, ImportFormat? format, string? mapping, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(ToString());
}

/// <summary>An import that was started, or that exists already.</summary>
/// <param name="ImportId">The import's id, which is its instance id.</param>
/// <param name="Created">False when the same file was imported before with the same mapping.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Format">How it is written.</param>
public sealed record ImportStart(string ImportId, bool Created, long Bytes, ImportFormat Format);

/// <summary>Why a file cannot be imported at all.</summary>
public enum ImportRefusal
{
    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>It is larger than <c>Imports:MaxBytes</c>.</summary>
    TooLarge,

    /// <summary>It is not text in UTF-8.</summary>
    NotText,

    /// <summary>No mapping has the name.</summary>
    UnknownMapping,
}

/// <summary>A file cannot be imported at all.</summary>
/// <param name="reason">Why.</param>
/// <param name="message">What is wrong and what to do.</param>
public sealed class ImportRefusedException(ImportRefusal reason, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public ImportRefusal Reason { get; } = reason;
}

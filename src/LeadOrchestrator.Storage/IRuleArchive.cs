namespace LeadOrchestrator.Storage;

/// <summary>Every rule document that ever decided anything, by content hash: what a decision refers to can be read again.</summary>
public interface IRuleArchive
{
    /// <summary>Keeps a document; does nothing if it is there.</summary>
    Task SaveAsync(string hash, string label, string document, CancellationToken cancellationToken = default);

    /// <summary>Finds a document, or null.</summary>
    Task<string?> FindAsync(string hash, CancellationToken cancellationToken = default);
}

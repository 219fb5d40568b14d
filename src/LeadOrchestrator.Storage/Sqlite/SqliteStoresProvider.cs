using LeadOrchestrator.Storage.Hosting;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>Keeps everything in one folder: <c>leads.db</c>, and the files of imports beside it.</summary>
public sealed class SqliteStoresProvider : ILeadStoresProvider
{
    /// <summary>The name that settings use.</summary>
    public const string ProviderName = "Sqlite";

    /// <inheritdoc/>
    public string Name => ProviderName;

    /// <inheritdoc/>
    public ILeadStores Open(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return SqliteStores.Open(options.Folder);
    }
}

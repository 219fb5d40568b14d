using LeadOrchestrator.Storage.Hosting;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>Keeps everything in the tables and blobs of an Azure Storage account.</summary>
/// <param name="timeProvider">What waits between attempts are measured with; the system's by default.</param>
public sealed class AzureTablesStoresProvider(TimeProvider? timeProvider = null) : ILeadStoresProvider
{
    /// <summary>The name that settings use.</summary>
    public const string ProviderName = "AzureTables";

    /// <inheritdoc/>
    public string Name => ProviderName;

    /// <inheritdoc/>
    public ILeadStores Open(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Called once, at the start, where nothing else waits for the thread.
        return Task.Run(() => AzureTablesStores.OpenAsync(options, timeProvider ?? TimeProvider.System, Random.Shared)).GetAwaiter().GetResult();
    }
}

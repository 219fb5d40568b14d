using LeadOrchestrator.Storage.AzureTables;
using LeadOrchestrator.Storage.Hosting;

namespace LeadOrchestrator.Storage.Tests.AzureTables;

/// <summary>Stores on Azurite, in tables of a test's own.</summary>
internal static class AzureSample
{
    public static StorageOptions Options(Azurite azurite) => new()
    {
        Provider = AzureTablesStoresProvider.ProviderName,
        ConnectionString = azurite.ConnectionString,
        TablePrefix = $"T{Guid.NewGuid():N}",
    };

    public static async Task<ILeadStores> OpenAsync(StorageOptions options) =>
        await AzureTablesStores.OpenAsync(options, TimeProvider.System, Random.Shared);
}

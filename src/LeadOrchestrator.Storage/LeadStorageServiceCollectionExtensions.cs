using LeadOrchestrator.Storage.AzureTables;
using LeadOrchestrator.Storage.Hosting;
using LeadOrchestrator.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Storage;

/// <summary>Registers the stores.</summary>
public static class LeadStorageServiceCollectionExtensions
{
    /// <summary>Adds all store contracts, with the settings of a configuration section (<see cref="StorageOptions.SectionName"/>).</summary>
    public static IServiceCollection AddLeadStorage(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddLeadStorage(section.Bind);
    }

    /// <summary>
    /// Adds all store contracts. Settings are validated, and the stores opened, when the host starts; a wrong setting,
    /// an unusable folder or storage that cannot be reached stops the start.
    /// </summary>
    public static IServiceCollection AddLeadStorage(this IServiceCollection services, Action<StorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<StorageOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, KnownProvider>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, AzureTablesSettings>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILeadStoresProvider, SqliteStoresProvider>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILeadStoresProvider, AzureTablesStoresProvider>());
        services.TryAddSingleton(Open);
        services.TryAddSingleton(provider => provider.GetRequiredService<ILeadStores>().LeadBook);
        services.TryAddSingleton(provider => provider.GetRequiredService<ILeadStores>().Ledger);
        services.TryAddSingleton(provider => provider.GetRequiredService<ILeadStores>().EventLog);
        services.TryAddSingleton(provider => provider.GetRequiredService<ILeadStores>().Inbox);
        services.TryAddSingleton(provider => provider.GetRequiredService<ILeadStores>().Imports);
        services.TryAddSingleton(provider => provider.GetRequiredService<ILeadStores>().RuleArchive);
        services.TryAddSingleton(provider => provider.GetRequiredService<ILeadStores>().Jobs);
        services.TryAddSingleton(provider => provider.GetRequiredService<ILeadStores>().Audit);
        services.TryAddSingleton(provider => provider.GetRequiredService<ILeadStores>().Erasures);
        services.AddHostedService<StorageStartup>();
        return services;
    }

    private static ILeadStores Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        return KnownProvider.Find(services.GetServices<ILeadStoresProvider>(), options)!.Open(options); // validated: it is there
    }
}

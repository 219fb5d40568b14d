using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Preview;
using LeadOrchestrator.Activities.Starting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadOrchestrator.Activities;

/// <summary>Adds the activities and the services around them to a host.</summary>
public static class LeadActivitiesServiceCollectionExtensions
{
    /// <summary>
    /// Adds the activities, the rule book, the effect connectors, and the services that start, import, preview and erase leads.
    /// The host adds the stores, an <c>IOrchestrationClient</c>, and hands <see cref="LeadActivityRegistration"/> to its engine.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">Sections <c>Rules</c>, <c>Targets</c>, <c>Execution</c>, <c>Retry</c>, <c>Parking</c>, <c>ResponseWatch</c>, <c>Imports</c>.</param>
    /// <param name="dataFolder">The host's data folder, where <c>rules.json</c> and <c>mappings</c> are looked for unless settings say otherwise.</param>
    public static IServiceCollection AddLeadActivities(this IServiceCollection services, IConfiguration configuration, string? dataFolder = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new DataFolder(dataFolder));
        services.AddSingleton<LeadStarter>().AddSingleton<ImportStarter>().AddSingleton<LeadPreview>().AddSingleton<LeadEraser>();
        return services;
    }
}

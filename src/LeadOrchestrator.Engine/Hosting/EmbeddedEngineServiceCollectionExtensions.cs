using LeadOrchestrator.Durability;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LeadOrchestrator.Engine.Hosting;

/// <summary>Adds the embedded engine to a host.</summary>
public static class EmbeddedEngineServiceCollectionExtensions
{
    /// <summary>
    /// Adds the embedded engine: an <see cref="IOrchestrationClient"/>, and a service that recovers every unfinished
    /// instance when the host starts and commits what is under way when it stops.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>A builder to register orchestrations and activities with.</returns>
    public static EmbeddedEngineBuilder AddEmbeddedEngine(this IServiceCollection services, Action<EmbeddedEngineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<EmbeddedEngineOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        var registry = new EngineRegistry();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(registry);
        services.TryAddSingleton<EmbeddedEngineService>();
        services.TryAddSingleton<IOrchestrationClient>(provider => provider.GetRequiredService<EmbeddedEngineService>().Client);
        services.AddSingleton<IWriteProbe>(provider => provider.GetRequiredService<EmbeddedEngineService>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<EmbeddedEngineService>());
        return new(services, registry);
    }
}

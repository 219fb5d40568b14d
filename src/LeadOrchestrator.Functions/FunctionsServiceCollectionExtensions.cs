using Azure.Core.Serialization;
using LeadOrchestrator.Activities;
using LeadOrchestrator.Api;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using LeadOrchestrator.Functions.Http;
using LeadOrchestrator.Storage;
using LeadOrchestrator.Storage.AzureTables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Functions;

/// <summary>Adds everything that the triggers call.</summary>
public static class FunctionsServiceCollectionExtensions
{
    /// <summary>Each look of a live stream is a query of the hub's table, which costs time and money; a setting goes before it.</summary>
    private static readonly TimeSpan StreamInterval = TimeSpan.FromSeconds(3);

    /// <summary>A stream is an invocation, and a host that stops tells nobody before all have ended, or 30 s are over: this is how long it waits at most.</summary>
    private static readonly TimeSpan StreamLifetime = TimeSpan.FromSeconds(5);

    /// <summary>Adds stores, activities, jobs, the API's handlers, and the adapter between them and Durable Functions.</summary>
    /// <param name="services">The worker's services.</param>
    /// <param name="configuration">The app settings.</param>
    public static IServiceCollection AddLeadFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<WorkerOptions>(worker => worker.Serializer = new JsonObjectSerializer(PayloadJson.Options));

        services.AddLeadStorage(configuration.GetSection(StorageOptions.SectionName));
        services.AddOptions<StorageOptions>().Validate(
            storage => string.Equals(storage.Provider, AzureTablesStoresProvider.ProviderName, StringComparison.OrdinalIgnoreCase),
            "Storage:Provider must be AzureTables in the Functions app (app setting Storage__Provider): its workers come and go, and share a storage account alone.");
        services.AddOptions<TimerOptions>().Bind(configuration).ValidateDataAnnotations().ValidateOnStart();
        services.AddLeadActivities(configuration, AppContext.BaseDirectory); // rules.json and mappings may be deployed with the app
        services.AddLeadJobs(configuration);
        services.AddHealthChecks().AddCheck<TimersHealth>("jobs");
        services.Configure<LeadApiOptions>(api => (api.StreamInterval, api.StreamLifetime) = (StreamInterval, StreamLifetime));
        services.AddLeadApi(configuration);
        services.PostConfigure<LeadApiOptions>(api => api.Key = null); // function keys guard this host
        services.AddSingleton<ApiLinks, FunctionLinks>();

        services.AddSingleton<BoundClient>();
        services.AddSingleton<IOrchestrationClient>(provider => new DurableTaskOrchestrationClient(
            () => provider.GetRequiredService<BoundClient>().Client, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FunctionAccess>().AddSingleton<ApiCall>().AddSingleton<ActivityCall>();
        LeadActivityRegistration.Register(new ActivityRegistrar(services));
        return services;
    }

    /// <summary>Makes every activity findable by its name; three of them have the same types.</summary>
    private sealed class ActivityRegistrar(IServiceCollection services) : IActivityRegistrar
    {
        public void Add<TInput, TOutput, TActivity>(Activity<TInput, TOutput> token) where TActivity : class, IActivity<TInput, TOutput> =>
            services.AddKeyedSingleton<IActivity<TInput, TOutput>>(token.Name, (provider, _) => provider.GetRequiredService<TActivity>());
    }
}

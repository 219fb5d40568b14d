using LeadOrchestrator.Api.Dashboard;
using LeadOrchestrator.Api.Health;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Api.Management;
using LeadOrchestrator.Api.Preview;
using LeadOrchestrator.Api.Processes;
using LeadOrchestrator.Api.Reports;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Api.Security.Tokens;
using LeadOrchestrator.Durability;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Api;

/// <summary>Adds the HTTP API to a host.</summary>
public static class LeadApiServiceCollectionExtensions
{
    /// <summary>
    /// Adds the handlers of the HTTP API, its health checks and its settings. The host adds activities, stores, an
    /// <c>IOrchestrationClient</c>, and a <see cref="StartableOrchestration"/> for every orchestration that may be started by name.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">Section <see cref="LeadApiOptions.Section"/>, and <see cref="LeadApiOptions.KeySetting"/>.</param>
    public static IServiceCollection AddLeadApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<LeadApiOptions>()
            .Bind(configuration.GetSection(LeadApiOptions.Section))
            .Configure(options => options.Key = configuration[LeadApiOptions.KeySetting])
            .ValidateDataAnnotations()
            .Validate(options => options.Key is null or "" || !string.IsNullOrWhiteSpace(options.Key), $"{LeadApiOptions.KeySetting} must not be blank.")
            .Validate(options => options.TrustedProxies is null || TrustedProxies.IsValid(options.TrustedProxies), "Api:TrustedProxies must be addresses or networks, separated by semicolons, for example 127.0.0.1;10.0.0.0/8.")
            .ValidateOnStart();
        // The platform's own request log writes query strings, and those may hold the key.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        // Whatever makes a check fail is logged where it happens, not at every look of a load balancer.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LogLimiter>();
        services.AddSingleton<ApiLinks>();
        services.AddSingleton<KeyChangeNotes>().AddSingleton<KeyRing>().AddSingleton<WrongKeys>().AddSingleton<Access>();
        services.AddLeadAudit(configuration).AddLeadTokens(configuration);
        services.AddSingleton<LeadSubmission>().AddSingleton<LeadQueries>().AddSingleton<LeadEvents>().AddSingleton<LeadErasing>();
        services.AddSingleton<LeadTimelines>().AddSingleton<ImportSubmission>().AddSingleton<ImportQueries>().AddSingleton<PreviewHandler>();
        services.AddSingleton<LeadExport>().AddSingleton<ImportErasing>().AddSingleton<LeadRecords>().AddSingleton<LiveStream>();
        services.AddSingleton<SpeedHandler>().AddSingleton<AssignmentsHandler>().AddSingleton<UnassignedHandler>();
        services.AddSingleton<MeasuredRuns>().AddSingleton<ProcessHandler>().AddSingleton<SavingsHandler>();
        services.AddSingleton<IOrchestrationStarterByName, OrchestrationStarterByName>();
        services.AddSingleton<InstanceQueries>().AddSingleton<InstanceCommands>().AddSingleton<InstancePurging>().AddSingleton<OrchestratorStarts>();
        services.AddSingleton<HealthCache>();
        services.AddSingleton(provider => new HealthHandler(provider.GetRequiredService<HealthCache>()));
        services.AddHealthChecks().AddCheck<RulesHealth>("rules").AddCheck<QueueHealth>("houseQueue").AddCheck<StorageHealth>("storage")
            .AddCheck<TargetsHealth>("targets");
        return services;
    }
}

using LeadOrchestrator.Activities.Decisions;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Effects.Webhooks;
using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Importing.Mapping;
using LeadOrchestrator.Activities.Importing.Rows;
using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Activities.Preview;
using LeadOrchestrator.Activities.Responses;
using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities;

/// <summary>Adds the activities and the services around them to a host.</summary>
public static class LeadActivitiesServiceCollectionExtensions
{
    /// <summary>
    /// Adds the activities, the rule book, the effect connectors, and the services that start, import, preview and erase leads.
    /// The host adds the stores, an <see cref="IOrchestrationClient"/>, and hands <see cref="LeadActivityRegistration"/> to its engine.
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
        services.AddSettings<ExecutionOptions>(configuration, ExecutionOptions.Section);
        services.AddSettings<RetryOptions>(configuration, RetryOptions.Section);
        services.AddSettings<ParkingOptions>(configuration, ParkingOptions.Section);
        services.AddSettings<ResponseWatchOptions>(configuration, ResponseWatchOptions.Section);
        services.AddSettings<ImportOptions>(configuration, ImportOptions.Section);
        services.AddSettings<RulesOptions>(configuration, RulesOptions.Section);
        services.AddRuleBook();
        services.AddEffects(configuration);
        services.AddImports();

        services.TryAddSingleton<ActivityMeter>();
        services.TryAddSingleton(typeof(Measured<,,>));
        services.TryAddSingleton(typeof(Observed<,,>));
        services.AddSingleton<RepAssigner>().AddSingleton<ScoreLead>().AddSingleton<DecideFollowUp>().AddSingleton<AssignRep>().AddSingleton<ReassignRep>();
        services.AddSingleton<StartResponseWatch>().AddSingleton<SendWatchNotice>().AddSingleton<RecordResponse>();
        services.AddSingleton<RunStamp>();
        services.AddSingleton(provider => new LeadStarter(
            provider.GetRequiredService<IOrchestrationClient>(), provider.GetRequiredService<RunStamp>(), provider.GetRequiredService<IErasures>()));
        services.AddSingleton<LeadPreview>().AddSingleton<LeadEraser>().AddSingleton<ImportEraser>();
        return services;
    }

    private static void AddRuleBook(this IServiceCollection services)
    {
        services.AddSingleton<RuleFile>().AddSingleton<RuleBook>().AddSingleton<RuleBookService>();
        services.AddSingleton<IRuleBook>(provider => provider.GetRequiredService<RuleBook>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<RuleBookService>());
    }

    private static void AddEffects(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TargetsOptions>(configuration, TargetsOptions.Section);
        services.AddSingleton(provider => new TargetsSetup(configuration, provider.GetServices<IConnectorType>()));
        services.AddSingleton<IPostConfigureOptions<TargetsOptions>>(provider => provider.GetRequiredService<TargetsSetup>());
        services.AddSingleton<IValidateOptions<TargetsOptions>>(provider => provider.GetRequiredService<TargetsSetup>());
        services.AddSingleton<IConnectorType, LeadBookType>().AddSingleton<IConnectorType, InboxType>();
        services.AddSingleton<IConnectorType, EventLogType>().AddSingleton<IConnectorType, WebhookType>();
        services.AddSingleton<TargetWatch>().AddSingleton<EffectConnectors>().AddSingleton<UpdateCrm>().AddSingleton<NotifySales>().AddSingleton<LogEvent>();
        services.AddWebhookClient();
    }

    private static void AddImports(this IServiceCollection services)
    {
        services.AddSingleton<MappingFolder>().AddSingleton<ImportReader>().AddSingleton<ChunkStarter>().AddSingleton<LeadSettling>();
        services.AddSingleton(provider => new ImportStarter(
            provider.GetRequiredService<IImportStore>(), provider.GetRequiredService<IOrchestrationClient>(),
            provider.GetRequiredService<MappingFolder>(), provider.GetRequiredService<ImportReader>(),
            provider.GetRequiredService<IOptions<ImportOptions>>(), provider.GetRequiredService<IOptions<RetryOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ImportedRows(
            provider.GetRequiredService<IImportStore>(), provider.GetRequiredService<IOrchestrationClient>(), provider.GetRequiredService<ImportReader>()));
        services.AddSingleton(provider => new ImportChunk(
            provider.GetRequiredService<IImportStore>(), provider.GetRequiredService<ImportReader>(),
            provider.GetRequiredService<ChunkStarter>(), provider.GetRequiredService<LeadSettling>()));
    }

    private static void AddSettings<TOptions>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}

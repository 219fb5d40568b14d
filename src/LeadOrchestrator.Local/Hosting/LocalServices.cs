using LeadOrchestrator.Activities;
using LeadOrchestrator.Api;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Api.Limits;
using LeadOrchestrator.Api.Management;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;
using LeadOrchestrator.Local.Settings;
using LeadOrchestrator.Local.Telemetry;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>Everything that one process runs: engine, orchestrations, activities, stores, API, scheduler, telemetry.</summary>
internal static class LocalServices
{
    private const string EngineSection = "Engine";
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(5);

    /// <summary>The sections of the configuration and the options that they are bound to.</summary>
    public static IReadOnlyList<OptionsSection> Sections { get; } = LocalSections.All(EngineSection);

    /// <summary>Adds it all; everything is kept in the data folder.</summary>
    public static IServiceCollection AddLocalHost(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddLeadStorage(storage =>
        {
            configuration.GetSection(StorageOptions.SectionName).Bind(storage);
            storage.Folder = dataFolder;
        });
        AddEngine(services, configuration, dataFolder);
        services.AddLeadActivities(configuration, dataFolder);
        services.AddSingleton(new KeyFile(dataFolder));
        services.AddLeadApi(configuration).AddLeadLimits(configuration).AddLeadScheduler(configuration);
        services.AddTelemetry(configuration);

        // A host that stops gives the engine the time that the engine gives its activities.
        services.AddOptions<HostOptions>().Configure<IOptions<EmbeddedEngineOptions>>(
            (host, engine) => host.ShutdownTimeout = engine.Value.ShutdownTimeout + StopMargin);
        return services;
    }

    private static void AddEngine(IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddOptions<EmbeddedEngineOptions>().Bind(configuration.GetSection(EngineSection));
        var engine = services.AddEmbeddedEngine(options =>
        {
            options.DatabasePath = Path.Combine(dataFolder, "engine.db");
            options.SerializerOptions = OrchestrationJson.Default.Options;
            options.ApplicationVersion ??= ProductVersion.Text;
        });
        engine.AddOrchestration(LeadOrchestration.Definition, LeadOrchestration.RunAsync);
        engine.AddOrchestration(ResponseWatch.Definition, ResponseWatch.RunAsync);
        engine.AddOrchestration(QueuedLead.Definition, QueuedLead.RunAsync);
        engine.AddOrchestration(ImportOrchestration.Definition, ImportOrchestration.RunAsync);
        engine.AddOrchestration(KeyedSubmission.Definition, KeyedSubmission.RunAsync);
        foreach (var startable in LeadInputs.All) services.AddSingleton(startable);
        LeadActivityRegistration.Register(new EngineRegistrar(engine));
    }

    private sealed class EngineRegistrar(EmbeddedEngineBuilder engine) : IActivityRegistrar
    {
        public void Add<TInput, TOutput, TActivity>(Activity<TInput, TOutput> token)
            where TActivity : class, IActivity<TInput, TOutput> => engine.AddActivity<TInput, TOutput, TActivity>(token);
    }
}

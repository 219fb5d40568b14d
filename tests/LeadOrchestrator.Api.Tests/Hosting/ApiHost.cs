using LeadOrchestrator.Activities;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Api.Limits;
using LeadOrchestrator.Api.Management;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Api.Tests.Hosting;

/// <summary>The whole API on a free loopback port: real engine, real stores, a folder of its own.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _stopped;

    private ApiHost(WebApplication app, string folder, RecordingLogger log)
    {
        (_app, Folder, Log) = (app, folder, log);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    public HttpClient Http { get; }

    public RecordingLogger Log { get; }

    public IServiceProvider Services => _app.Services;

    public IOrchestrationClient Client => Services.GetRequiredService<IOrchestrationClient>();

    public SwitchTarget Switch => Services.GetRequiredService<SwitchTarget>();

    public static async Task<ApiHost> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, Action<EmbeddedEngineBuilder>? engine = null,
        Action<WebApplication, string>? routes = null)
    {
        var folder = Directory.CreateTempSubdirectory("api-tests-").FullName;
        await WriteRulesAsync(Path.Combine(folder, "rules.json"));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Targets:Crm:0:Name"] = "leadBook",
            ["Targets:Crm:0:Type"] = "leadBook",
            ["Targets:Crm:1:Name"] = "switch",
            ["Targets:Crm:1:Type"] = "switch",
            ["Schedules:DailyDigest"] = "disabled",
            ["Schedules:RetentionPurge"] = "disabled",
            ["Schedules:UnassignedSweep"] = "disabled",
            ["Rules:Watch"] = "false",
            ["Api:HealthCacheFor"] = "00:00:00",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        var log = new RecordingLogger();
        builder.Logging.AddProvider(log);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddLeadStorage(options => options.Folder = folder);
        AddEngine(builder.Services, folder, engine);
        builder.Services.AddLeadActivities(builder.Configuration, folder);
        builder.Services.AddLeadApi(builder.Configuration);
        builder.Services.AddLeadLimits(builder.Configuration);
        builder.Services.AddLeadScheduler(builder.Configuration);
        builder.Services.AddSwitchTarget();
        services?.Invoke(builder.Services);

        var app = builder.Build();
        try
        {
            app.Urls.Add("http://127.0.0.1:0");
            app.MapLeadApi();
            routes?.Invoke(app, folder);
            app.MapGet("/fails", string () => throw new InvalidOperationException("secret detail"));
            await app.StartAsync();
            return new(app, folder, log);
        }
        catch
        {
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Stops the host in good order; its folder stays until this is disposed.</summary>
    public async Task StopAsync()
    {
        if (_stopped) return;
        _stopped = true;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static void AddEngine(IServiceCollection services, string folder, Action<EmbeddedEngineBuilder>? configure)
    {
        var engine = services.AddEmbeddedEngine(options =>
        {
            options.DatabasePath = Path.Combine(folder, "engine.db");
            options.SerializerOptions = OrchestrationJson.Default.Options;
            options.ShutdownTimeout = TimeSpan.FromMilliseconds(200);
        });
        engine.AddOrchestration(LeadOrchestration.Definition, LeadOrchestration.RunAsync);
        engine.AddOrchestration(ResponseWatch.Definition, ResponseWatch.RunAsync);
        engine.AddOrchestration(ImportOrchestration.Definition, ImportOrchestration.RunAsync);
        engine.AddOrchestration(QueuedLead.Definition, QueuedLead.RunAsync);
        engine.AddOrchestration(KeyedSubmission.Definition, KeyedSubmission.RunAsync);
        LeadActivityRegistration.Register(new Registrar(engine));
        foreach (var startable in LeadInputs.All) services.AddSingleton(startable);
        configure?.Invoke(engine);
    }

    private static async Task WriteRulesAsync(string path)
    {
        await using var resource = typeof(ApiHost).Assembly.GetManifestResourceStream("rules.json")!;
        await using var file = File.Create(path);
        await resource.CopyToAsync(file);
    }

    private sealed class Registrar(EmbeddedEngineBuilder engine) : IActivityRegistrar
    {
        public void Add<TInput, TOutput, TActivity>(Activity<TInput, TOutput> token) where TActivity : class, IActivity<TInput, TOutput> =>
            engine.AddActivity<TInput, TOutput, TActivity>(token);
    }
}

/// <summary>One host for the tests that do not disturb each other.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    public ApiHost Api { get; private set; } = null!;

    public async Task InitializeAsync() => Api = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await Api.DisposeAsync();
}

[CollectionDefinition(nameof(SharedHostCollection))]
public sealed class SharedHostCollection : ICollectionFixture<SharedHost>;

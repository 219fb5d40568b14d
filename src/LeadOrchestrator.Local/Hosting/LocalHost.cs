using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Api;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Api.Security.Tokens;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Settings;
using LeadOrchestrator.Local.Telemetry;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>A host in this process, from its first setting to its last commit.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalHost(WebApplication app, string dataFolder) => (_app, DataFolder) = (app, dataFolder);

    public string DataFolder { get; }

    /// <summary>Where it listens, as callers reach it.</summary>
    public IReadOnlyList<string> Urls => [.. _app.Urls];

    public IServiceProvider Services => _app.Services;

    /// <summary>A client of this host, with its key.</summary>
    public LeadApiClient CreateClient() => new(new Uri(Urls[0]), _app.Configuration[SettingKeys.ApiKey]);

    /// <summary>The rules in force.</summary>
    public RuleBookStatus Rules => _app.Services.GetRequiredService<IRuleBook>().Status;

    /// <summary>Signalled when it has been asked to stop.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>Starts a host; when this returns it listens.</summary>
    /// <exception cref="Exception">It cannot start; <see cref="FailureExplanation"/> says why.</exception>
    public static async Task<LocalHost> StartAsync(HostArguments arguments, CancellationToken cancellationToken = default)
    {
        // Nothing that was not asked for: no watched files, no providers of settings but ours.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "lead", ContentRootPath = AppContext.BaseDirectory });
        var configuration = builder.Configuration;
        arguments.Settings.Load(configuration, new SettingsGuard(new SettingsCatalog(LocalServices.Sections)));
        var keys = new KeyFile(arguments.DataFolder);
        keys.Read(); // keys that cannot be read open no host
        var hasKey = !string.IsNullOrEmpty(configuration[SettingKeys.ApiKey]) || keys.Stamp is not null
            || !string.IsNullOrEmpty(configuration[$"{OidcOptions.Section}:{nameof(OidcOptions.Authority)}"]);
        var urls = ListenAddresses.Choose(arguments.Urls, configuration, hasKey);

        var logging = new QuietLogging(arguments.Verbose);
        logging.Configure(builder.Logging, configuration);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Configure(configuration.GetSection("Kestrel"));
        });
        builder.Services.AddRouting();
        builder.Services.AddLocalHost(configuration, arguments.DataFolder);
        builder.Services.AddHostFiltering(filter => KnownHosts.Configure(filter, configuration, urls));

        var app = builder.Build();
        try
        {
            foreach (var url in urls) app.Urls.Add(url);
            app.UseKnownHosts();
            app.MapLeadApi();
            app.MapMappings(arguments.DataFolder);
            app.MapMetrics();
            await app.StartAsync(cancellationToken);
            logging.Started();
            return new LocalHost(app, arguments.DataFolder);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs until the process is asked to stop, or <see cref="StopAsync"/> is called.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <summary>Takes no more requests, lets running work end, and commits.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        // Whatever made the command end, what runs is still committed.
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

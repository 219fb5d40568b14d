using LeadOrchestrator.Durability;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Engine.Hosting;

/// <summary>Runs an <see cref="EmbeddedEngine"/> for as long as the host runs.</summary>
internal sealed class EmbeddedEngineService(
    IOptions<EmbeddedEngineOptions> options, EngineRegistry registry, ILoggerFactory loggerFactory, TimeProvider timeProvider,
    IServiceProvider services) : IHostedService, IWriteProbe, IAsyncDisposable
{
    private readonly DeferredClient _client = new();
    private EmbeddedEngine? _engine;

    /// <summary>Usable as soon as the host has started.</summary>
    public IOrchestrationClient Client => _client;

    /// <inheritdoc/>
    public string Name => "engine";

    /// <inheritdoc/>
    public Task<StorageException?> ProbeAsync() => _engine?.Runtime.File.ProbeAsync() ?? Task.FromResult<StorageException?>(null);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _engine = await EmbeddedEngine.StartAsync(options.Value, registry, loggerFactory, timeProvider, services);
        _client.Target = _engine.Client;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_engine is not null) await _engine.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
    }
}

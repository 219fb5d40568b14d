using LeadOrchestrator.Durability;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Engine.Hosting;

/// <summary>A durable engine inside this process, over one SQLite file.</summary>
public sealed class EmbeddedEngine : IAsyncDisposable
{
    private EmbeddedEngine(IOrchestrationClient client) => Client = client;

    /// <summary>Starts, finds and manages instances.</summary>
    public IOrchestrationClient Client { get; }

    /// <summary>Opens the file, takes ownership of it and begins to recover what is unfinished.</summary>
    public static Task<EmbeddedEngine> StartAsync(
        EmbeddedEngineOptions options, EngineRegistry registry, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null,
        IServiceProvider? services = null) => throw new NotImplementedException();

    /// <summary>Takes no more work, lets running activities end, commits, and closes the file.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException(Client.ToString());

    /// <inheritdoc cref="StopAsync"/>
    public ValueTask DisposeAsync() => new(StopAsync());
}

using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.Hosting;
using LeadOrchestrator.Engine.Tests.Contract;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Engine.Tests;

/// <summary>An engine over a file in a folder of its own, that can be stopped, dropped and started again.</summary>
internal sealed class TestEngine : IContractHost, IContractRegistry
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-tests-").FullName;
    private EmbeddedEngine? _engine;

    public TestEngine() => Options = new() { DatabasePath = Path.Combine(_folder, "engine.db"), ShutdownTimeout = TimeSpan.FromMilliseconds(200) };

    public EmbeddedEngineOptions Options { get; }

    public EngineRegistry Registry { get; private set; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ILoggerFactory? LoggerFactory { get; init; }

    public Func<IEngineFile, IEngineFile> Wrap { get; set; } = file => file;

    public EmbeddedEngine Engine => _engine!;

    public IOrchestrationClient Client => _engine!.Client;

    public void AddOrchestration<TInput, TOutput>(Orchestration<TInput, TOutput> token, Func<IOrchestrationContext, TInput, Task<TOutput>> run) =>
        Registry.AddOrchestration(token, run);

    public void AddActivity<TInput, TOutput>(Activity<TInput, TOutput> token, Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> run) =>
        Registry.AddActivity(token, run);

    /// <summary>Forgets what was registered: the next start is another version of the program.</summary>
    public EngineRegistry Redeploy() => Registry = new();

    public async Task StartAsync() => _engine = await EmbeddedEngine.StartAsync(Options, Registry, LoggerFactory, Clock, null, Wrap);

    public async Task StopAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
        _engine = null;
    }

    /// <summary>Ends the engine as a crash would.</summary>
    public async Task KillAsync()
    {
        await Engine.AbandonAsync();
        _engine = null;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task<OrchestrationMetadata> EndOf(string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        return (await Client.WaitForInstanceCompletionAsync(id, patience.Token))!;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

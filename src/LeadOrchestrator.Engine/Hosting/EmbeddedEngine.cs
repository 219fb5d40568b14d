using System.ComponentModel.DataAnnotations;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Client;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.Instances;
using LeadOrchestrator.Engine.Recovery;
using LeadOrchestrator.Engine.Telemetry;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadOrchestrator.Engine.Hosting;

/// <summary>A durable engine inside this process, over one SQLite file.</summary>
public sealed class EmbeddedEngine : IAsyncDisposable
{
    private readonly EngineRuntime _runtime;
    private readonly RecoveryService _recovery;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _stop;

    private EmbeddedEngine(EngineRuntime runtime)
    {
        _runtime = runtime;
        _recovery = new(runtime);
        Client = new EmbeddedClient(runtime);
    }

    /// <summary>Starts, finds and manages instances.</summary>
    public IOrchestrationClient Client { get; }

    /// <summary>Ends when every instance that was unfinished at the start has been woken.</summary>
    internal Task Recovery { get; private set; } = Task.CompletedTask;

    internal EngineRuntime Runtime => _runtime;

    /// <summary>Opens the file, takes ownership of it and begins to recover what is unfinished.</summary>
    /// <param name="options">The settings; checked here.</param>
    /// <param name="registry">What the engine can run.</param>
    /// <param name="loggerFactory">Where it logs; null for nowhere.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="services">Where activities registered by class come from; null if there are none.</param>
    /// <exception cref="ValidationException">A setting is wrong; the message names it.</exception>
    /// <exception cref="InvalidOperationException">A name is registered twice.</exception>
    /// <exception cref="StorageException">The file cannot be opened, or another process owns it.</exception>
    public static Task<EmbeddedEngine> StartAsync(
        EmbeddedEngineOptions options, EngineRegistry registry, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null,
        IServiceProvider? services = null) => StartAsync(options, registry, loggerFactory, timeProvider, services, file => file);

    /// <summary>As the public one; <paramref name="wrap"/> lets a test stand between the engine and its file.</summary>
    internal static async Task<EmbeddedEngine> StartAsync(
        EmbeddedEngineOptions options, EngineRegistry registry, ILoggerFactory? loggerFactory, TimeProvider? timeProvider,
        IServiceProvider? services, Func<IEngineFile, IEngineFile> wrap)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(registry);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (registry.Problem is { } problem) throw new InvalidOperationException(problem);
        loggerFactory ??= NullLoggerFactory.Instance;
        var runtime = await Task.Run(() => Open(options, registry, loggerFactory, timeProvider ?? TimeProvider.System, services, wrap));
        var engine = new EmbeddedEngine(runtime);
        engine.Begin();
        runtime.Log.EngineStarted(options.DatabasePath);
        return engine;
    }

    private static EngineRuntime Open(
        EmbeddedEngineOptions options, EngineRegistry registry, ILoggerFactory loggerFactory, TimeProvider clock, IServiceProvider? services,
        Func<IEngineFile, IEngineFile> wrap)
    {
        EngineRuntime? runtime = null;
        var database = SqliteDatabase.Open(new(
            options.DatabasePath, Schema.Sql, AllowInMemory: options.AllowInMemory, OnCommit: group => runtime?.Metrics.Committed(group)));
        try
        {
            database.WriteAsync(session => Schema.Check(session, options.DatabasePath)).GetAwaiter().GetResult();
            return runtime = new(options, registry, wrap(new SqliteEngineFile(database)), loggerFactory, clock, services);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Begin()
    {
        _runtime.Timers.Start();
        Recovery = Task.Run(_recovery.RunAsync);
    }

    /// <summary>
    /// Takes no more work, lets running activities end (for <see cref="EmbeddedEngineOptions.ShutdownTimeout"/>, then
    /// cancels them), commits, and closes the file.
    /// </summary>
    /// <param name="cancellationToken">Cancels running activities at once.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => _stop ??= StopOnceAsync(cancellationToken);

    /// <inheritdoc cref="StopAsync"/>
    public ValueTask DisposeAsync() => new(StopAsync());

    /// <summary>Drops everything at once, as a crash would, but for the lock on the file.</summary>
    internal async Task AbandonAsync()
    {
        _runtime.BeginStop();
        _recovery.Stop();
        await _runtime.Activities.CancelAsync();
        await Task.Run(_runtime.Dispose);
        _stop = Task.CompletedTask;
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        _runtime.BeginStop();
        _recovery.Stop();
        var idle = _runtime.Activities.WhenIdle();
        if (!await EndsWithin(idle, _runtime.Options.ShutdownTimeout, cancellationToken))
        {
            _runtime.Log.ActivitiesCancelled(_runtime.Activities.Running, _runtime.Options.ShutdownTimeout);
            await _runtime.Activities.CancelAsync();
            await EndsWithin(idle, TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        _runtime.WorkDone += SeeWhetherDrained;
        SeeWhetherDrained();
        await EndsWithin(_drained.Task, _runtime.Options.ShutdownTimeout + TimeSpan.FromSeconds(1), cancellationToken);
        _runtime.WorkDone -= SeeWhetherDrained;
        await Task.Run(_runtime.Dispose, CancellationToken.None);
        _runtime.Waiters.CancelAll();
        _runtime.Log.EngineStopped();
    }

    private void SeeWhetherDrained()
    {
        if (_runtime.PendingTurns == 0) _drained.TrySetResult();
    }

    /// <summary>Real time, not the clock of the options: a stop must end even if a test's clock stands still.</summary>
    private static async Task<bool> EndsWithin(Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(timeout, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}

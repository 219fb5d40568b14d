using System.Text.Json;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Activities;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.Hosting;
using LeadOrchestrator.Engine.Telemetry;
using LeadOrchestrator.Engine.Timers;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>What the parts of a running engine share.</summary>
internal sealed class EngineRuntime : IDisposable
{
    private int _pendingTurns;
    private volatile bool _stopping;

    public EngineRuntime(
        EmbeddedEngineOptions options, EngineRegistry registry, IEngineFile file, ILoggerFactory loggerFactory, TimeProvider clock, IServiceProvider? services)
    {
        (Options, Registry, File, LoggerFactory, Clock, Services) = (options, registry, file, loggerFactory, clock, services);
        Json = options.SerializerOptions;
        Json.MakeReadOnly(populateMissingResolver: true);
        LogLimiter = new(clock);
        Log = loggerFactory.CreateLogger("LeadOrchestrator.Engine");
        Store = new(file);
        Keys = new(clock, Store.LastKey());
        Metrics = new(this);
        Table = new(this);
        Activities = new(this);
        Timers = new(this);
    }

    public EmbeddedEngineOptions Options { get; }

    public EngineRegistry Registry { get; }

    public IEngineFile File { get; }

    public EngineStore Store { get; }

    public ILoggerFactory LoggerFactory { get; }

    public ILogger Log { get; }

    public TimeProvider Clock { get; }

    public IServiceProvider? Services { get; }

    public JsonSerializerOptions Json { get; }

    public LogLimiter LogLimiter { get; }

    public KeySource Keys { get; }

    public EngineMetrics Metrics { get; }

    public InstanceTable Table { get; }

    public ActivityDispatcher Activities { get; }

    public TimerService Timers { get; }

    public CompletionWaiters Waiters { get; } = new();

    /// <summary>No more work is carried out; what was recorded is carried out after the next start.</summary>
    public bool IsStopping => _stopping;

    /// <summary>Turns that are not on disk, and activities without a slot.</summary>
    public int PendingWork => Volatile.Read(ref _pendingTurns) + Activities.Queued;

    public int PendingTurns => Volatile.Read(ref _pendingTurns);

    public bool IsOverloaded => PendingWork >= Options.MaxPendingWork;

    /// <summary>Called when there is room again.</summary>
    public event Action? WorkDone;

    public long Now => Clock.GetUtcNow().UtcTicks;

    public void TurnPending() => Interlocked.Increment(ref _pendingTurns);

    public void TurnDone()
    {
        Interlocked.Decrement(ref _pendingTurns);
        WorkDone?.Invoke();
    }

    public void BeginStop() => _stopping = true;

    public void Dispose()
    {
        _stopping = true;
        Timers.Dispose();
        Table.Dispose();
        Activities.Dispose();
        Metrics.Dispose();
        File.Dispose();
    }
}

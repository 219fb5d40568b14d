using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Activities;
using LeadOrchestrator.Engine.Replay;

namespace LeadOrchestrator.Engine.Hosting;

/// <summary>The orchestrations and activities that an engine can run, by name.</summary>
public sealed class EngineRegistry
{
    private readonly Dictionary<string, OrchestrationCode> _orchestrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityCode> _activities = new(StringComparer.Ordinal);
    private readonly List<string> _duplicates = [];

    /// <summary>Adds an orchestration.</summary>
    /// <param name="token">Its typed name.</param>
    /// <param name="run">Its code; must be deterministic.</param>
    public EngineRegistry AddOrchestration<TInput, TOutput>(
        Orchestration<TInput, TOutput> token, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(run);
        if (!_orchestrations.TryAdd(token.Name, new OrchestrationCode<TInput, TOutput>(run))) _duplicates.Add($"orchestration '{token.Name}'");
        return this;
    }

    /// <summary>Adds an activity given as a function.</summary>
    /// <param name="token">Its typed name.</param>
    /// <param name="run">Its code; may run more than once, so it must be idempotent.</param>
    public EngineRegistry AddActivity<TInput, TOutput>(
        Activity<TInput, TOutput> token, Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> run)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(run);
        return Add(token.Name, new DelegateActivityCode<TInput, TOutput>(run));
    }

    /// <summary>Adds an activity given as an object.</summary>
    /// <param name="token">Its typed name.</param>
    /// <param name="activity">Its code.</param>
    public EngineRegistry AddActivity<TInput, TOutput>(Activity<TInput, TOutput> token, IActivity<TInput, TOutput> activity)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(activity);
        return Add(token.Name, new DelegateActivityCode<TInput, TOutput>(activity.RunAsync));
    }

    internal IReadOnlyCollection<string> OrchestrationNames => _orchestrations.Keys;

    internal IReadOnlyCollection<string> ActivityNames => _activities.Keys;

    internal EngineRegistry Add(string name, ActivityCode code)
    {
        if (!_activities.TryAdd(name, code)) _duplicates.Add($"activity '{name}'");
        return this;
    }

    internal OrchestrationCode? FindOrchestration(string name) => _orchestrations.GetValueOrDefault(name);

    internal ActivityCode? FindActivity(string name) => _activities.GetValueOrDefault(name);

    /// <summary>The names that were given twice.</summary>
    internal string? Problem => _duplicates.Count == 0
        ? null
        : $"Registered more than once: {string.Join(", ", _duplicates)}. Names are written to histories, so each must be unique.";
}

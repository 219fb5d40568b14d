using System.Diagnostics;
using System.Diagnostics.Metrics;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.Instances;

namespace LeadOrchestrator.Engine.Telemetry;

/// <summary>Traces and figures under the name <c>LeadOrchestrator.Engine</c>.</summary>
internal sealed class EngineMetrics : IDisposable
{
    public const string Name = "LeadOrchestrator.Engine";
    private static readonly ActivitySource Source = new(Name);
    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _turns;
    private readonly Counter<long> _replays;
    private readonly Counter<long> _started;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _overloads;
    private readonly Counter<long> _commits;
    private readonly Histogram<int> _groups;

    public EngineMetrics(EngineRuntime runtime)
    {
        _turns = _meter.CreateCounter<long>("engine.turns", description: "Turns that were committed");
        _replays = _meter.CreateCounter<long>("engine.replays", description: "Instances that were replayed from their history");
        _started = _meter.CreateCounter<long>("engine.instances.started", description: "Instances that were started");
        _ended = _meter.CreateCounter<long>("engine.instances.ended", description: "Instances that have ended, by status");
        _overloads = _meter.CreateCounter<long>("engine.overloads", description: "Starts that were refused because the queues were full");
        _commits = _meter.CreateCounter<long>("engine.commits", description: "Transactions");
        _groups = _meter.CreateHistogram<int>("engine.commit.group", description: "Writes in a transaction");
        _meter.CreateObservableGauge("engine.activities.running", () => runtime.Activities.Running, description: "Activities that run now");
        _meter.CreateObservableGauge("engine.pending", () => runtime.PendingWork, description: "Turns not on disk and activities without a slot");
        _meter.CreateObservableGauge("engine.instances.resident", () => runtime.Table.Count, description: "Instances in memory");
    }

    public void Turn() => _turns.Add(1);

    public void Replayed() => _replays.Add(1);

    public void Started() => _started.Add(1);

    public void Overloaded() => _overloads.Add(1);

    public void Committed(int group)
    {
        _commits.Add(1);
        _groups.Record(group);
    }

    /// <summary>Counts an instance that has ended, and gives its trace the span of the whole run.</summary>
    public void Ended(InstanceRow row)
    {
        if (_ended.Enabled) _ended.Add(1, new KeyValuePair<string, object?>("status", row.Status.ToString()));
        if (row.Trace is null || !Source.HasListeners()) return;
        using var span = Source.StartActivity($"orchestration:{row.Name}", ActivityKind.Internal, row.Trace, startTime: InstanceRow.Time(row.Key));
        span?.SetTag("durabletask.task.instance_id", row.Id).SetTag("durabletask.task.status", row.Status.ToString());
    }

    /// <summary>The span of a start. What it starts joins its trace.</summary>
    public static Activity? StartOrchestration(string name, string instanceId) =>
        Source.StartActivity($"create_orchestration:{name}", ActivityKind.Producer)?.SetTag("durabletask.task.instance_id", instanceId);

    /// <summary>The span of an activity, in the trace of whoever started the orchestration.</summary>
    public static Activity? StartActivity(string name, InstanceRow caller, int taskId)
    {
        if (!Source.HasListeners()) return null;
        var span = caller.Trace is null
            ? Source.StartActivity($"activity:{name}", ActivityKind.Server)
            : Source.StartActivity($"activity:{name}", ActivityKind.Server, caller.Trace);
        return span?.SetTag("durabletask.task.instance_id", caller.Id).SetTag("durabletask.task.task_id", taskId);
    }

    public void Dispose() => _meter.Dispose();
}

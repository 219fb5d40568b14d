using System.Collections.Concurrent;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>The instances in memory, by id. At most one object stands for an instance at any time.</summary>
internal sealed class InstanceTable : IDisposable
{
    private readonly ConcurrentDictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly EngineRuntime _runtime;
    private readonly ITimer? _sweep;
    private int _count;

    public InstanceTable(EngineRuntime runtime)
    {
        _runtime = runtime;
        var idle = runtime.Options.IdleEviction;
        if (idle > TimeSpan.Zero) _sweep = runtime.Clock.CreateTimer(_ => Sweep(), null, idle / 2, idle / 2);
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether waiting instances must make room at once.</summary>
    public bool IsFull => _sweep is null || Count > _runtime.Options.MaxResidentInstances;

    /// <summary>Hands something to an instance, loading it if need be.</summary>
    /// <param name="instanceId">Its id.</param>
    /// <param name="arrival">What arrived.</param>
    /// <param name="inline">Whether the turn may run on the calling thread.</param>
    public void Post(string instanceId, Arrival arrival, bool inline = false)
    {
        while (true)
        {
            if (!_instances.TryGetValue(instanceId, out var instance))
            {
                var created = new Instance(_runtime, instanceId);
                instance = _instances.GetOrAdd(instanceId, created);
                if (ReferenceEquals(instance, created)) Interlocked.Increment(ref _count);
            }

            if (instance.TryPost(arrival, inline)) return;
        }
    }

    /// <summary>The instance in memory, or null.</summary>
    public Instance? Find(string instanceId) => _instances.GetValueOrDefault(instanceId);

    /// <summary>Called by an instance that has marked itself removed.</summary>
    public void Remove(Instance instance)
    {
        if (_instances.TryRemove(new(instance.Id, instance))) Interlocked.Decrement(ref _count);
    }

    public void Dispose() => _sweep?.Dispose();

    private void Sweep()
    {
        var before = _runtime.Clock.GetTimestamp();
        foreach (var (_, instance) in _instances)
        {
            if (_runtime.Clock.GetElapsedTime(instance.IdleSince, before) >= _runtime.Options.IdleEviction) instance.TryEvict();
        }
    }
}

using System.Collections.Concurrent;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>Remembers, since this process started, which targets fail now: attempts that failed in a row, until one succeeds.</summary>
public sealed class TargetWatch(TimeProvider clock)
{
    private readonly ConcurrentDictionary<EffectTarget, FailingTarget> _failing = new();

    /// <summary>The targets whose last attempt failed.</summary>
    public IReadOnlyList<FailingTarget> Failing => [.. _failing.Values.OrderBy(target => target.Since)];

    internal void Succeeded(EffectTarget target) => _failing.TryRemove(target, out _);

    internal void Failed(EffectTarget target, Exception exception)
    {
        var (now, reason) = (clock.GetUtcNow(), (exception as ILoggableFailure)?.LogText ?? exception.GetType().Name);
        _failing.AddOrUpdate(target, _ => new(target, 1, now, reason), (_, before) => before with { InARow = before.InARow + 1, Reason = reason });
    }
}

/// <summary>A target that fails.</summary>
/// <param name="Target">Which.</param>
/// <param name="InARow">How many attempts failed since the last one that succeeded.</param>
/// <param name="Since">When the first of them failed.</param>
/// <param name="Reason">Why the last one failed; nobody's data.</param>
public sealed record FailingTarget(EffectTarget Target, int InARow, DateTimeOffset Since, string Reason);

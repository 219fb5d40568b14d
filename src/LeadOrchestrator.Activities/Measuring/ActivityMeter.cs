using System.Diagnostics;
using System.Diagnostics.Metrics;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using ActivityContext = LeadOrchestrator.Durability.ActivityContext;

namespace LeadOrchestrator.Activities.Measuring;

/// <summary>Runs activities and measures them, in one place: times for the timeline, a span, a histogram, and what is under way.</summary>
public sealed class ActivityMeter(TimeProvider clock)
{
    private static readonly Histogram<double> Duration = LeadActivitiesTelemetry.Meter.CreateHistogram<double>(
        "lead.activity.duration", "s", "Duration of one attempt of an activity.");

    private readonly Dictionary<string, UnderWay> _underWay = new(StringComparer.Ordinal);

    /// <summary>Runs an activity once.</summary>
    public async Task<Timed<TOutput>> RunAsync<TInput, TOutput>(
        IActivity<TInput, TOutput> activity, ActivityContext context, TInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(context);
        var target = (input as EffectRequest)?.Target.ToString();
        using var span = LeadActivitiesTelemetry.Source.StartActivity(context.Name);
        span?.SetTag("lead.instance", context.InstanceId).SetTag("lead.target", target);

        var startedAt = clock.GetUtcNow();
        var startTick = clock.GetTimestamp();
        string? error = null;
        Enter(context.InstanceId);
        try
        {
            var value = await activity.RunAsync(context, input, cancellationToken);
            return new(value, startedAt, startedAt + clock.GetElapsedTime(startTick));
        }
        catch (LeadErasedException erased)
        {
            error = nameof(LeadErasedException);
            throw new PermanentFailureException(erased.Message, erased);
        }
        catch (Exception exception)
        {
            error = exception.GetType().Name;
            span?.SetStatus(ActivityStatusCode.Error, error);
            throw;
        }
        finally
        {
            Leave(context.InstanceId);
            Duration.Record(clock.GetElapsedTime(startTick).TotalSeconds, new("activity", context.Name), new("target", target), new("error.type", error));
        }
    }

    /// <summary>Completes when no activity of the instance runs in this process any more; it must be ended, or more may come.</summary>
    public Task WhenNoneRunsAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        lock (_underWay)
            return _underWay.TryGetValue(instanceId, out var running) ? running.Ended.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
    }

    private void Enter(string instanceId)
    {
        lock (_underWay)
        {
            if (!_underWay.TryGetValue(instanceId, out var running)) _underWay.Add(instanceId, running = new());
            running.Count++;
        }
    }

    private void Leave(string instanceId)
    {
        lock (_underWay)
        {
            var running = _underWay[instanceId];
            if (--running.Count > 0) return;
            _underWay.Remove(instanceId);
            running.Ended.SetResult();
        }
    }

    private sealed class UnderWay
    {
        public int Count { get; set; }

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

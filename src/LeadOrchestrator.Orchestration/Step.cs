using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Orchestration;

/// <summary>One step of a lead's run: an activity call that remembers when it ran, how often, and why it failed.</summary>
internal abstract class Step(string name, string? target, IReadOnlyList<string> needs)
{
    public string Key { get; } = target is null ? name : $"{name}:{target}";

    public bool Succeeded { get; protected set; }

    public string? Error { get; protected set; }

    public DateTimeOffset? ParkedAt { get; protected set; }

    protected int Attempts { get; set; }

    protected DateTimeOffset? ScheduledAt { get; set; }

    protected DateTimeOffset StartedAt { get; set; }

    protected DateTimeOffset EndedAt { get; set; }

    /// <summary>Runs the activity with its retries. A failure is remembered, not thrown: it concerns this step alone.</summary>
    public abstract Task TryAsync(IOrchestrationContext context);

    /// <summary>What happened, or null if it was never scheduled.</summary>
    public TimelineStep? ToTimeline() => ScheduledAt is { } scheduled
        ? new(name, target, needs, scheduled, StartedAt, EndedAt, Attempts, Succeeded)
        : null;
}

/// <inheritdoc/>
internal sealed class Step<TInput, TOutput>(
    Activity<TInput, Timed<TOutput>> activity, TInput input, RetryPolicy retry, string? target, IReadOnlyList<string> needs)
    : Step<TOutput>(activity.Name, target, needs)
{
    public override async Task TryAsync(IOrchestrationContext context)
    {
        ScheduledAt ??= context.CurrentUtcDateTime;
        var attemptsBefore = Attempts;
        var failed = 0;
        var policy = retry.UnlessPermanent(onFailure: () => failed++);

        try
        {
            var timed = await context.CallActivityAsync(activity, input, policy);
            (Result, StartedAt, EndedAt) = (timed.Value, timed.StartedAt, timed.EndedAt);
            (Succeeded, Error, ParkedAt) = (true, null, null);
            Attempts = attemptsBefore + failed + 1;
        }
        catch (ActivityFailedException exception)
        {
            EndedAt = context.CurrentUtcDateTime;
            StartedAt = ScheduledAt.Value;
            (Error, ParkedAt) = (exception.Failure.ErrorMessage, EndedAt);
            Attempts = attemptsBefore + Math.Max(failed, 1);
        }
    }
}

/// <summary>A step with a result.</summary>
internal abstract class Step<TOutput>(string name, string? target, IReadOnlyList<string> needs) : Step(name, target, needs)
{
    public TOutput? Result { get; protected set; }
}

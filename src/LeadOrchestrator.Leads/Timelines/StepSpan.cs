namespace LeadOrchestrator.Leads.Timelines;

/// <summary>A step's times with what its clocks got wrong put right: it never ends before it begins.</summary>
internal readonly record struct StepSpan(TimelineStep Step, DateTimeOffset Start, DateTimeOffset End, bool ClockSetBack)
{
    /// <summary>From start to end of the last attempt; a parked step has none that counts.</summary>
    public double WorkingMs => Step.Succeeded ? (End - Start).TotalMilliseconds : 0;

    /// <summary>Until the last attempt began; of a parked step, until it was parked.</summary>
    public double WaitingMs => Math.Max(0, ((Step.Succeeded ? Start : End) - Step.ScheduledAt).TotalMilliseconds);

    /// <summary>Whether its start tells when the orchestration sent it off: the first attempt was the last.</summary>
    private bool Undisturbed => Step.Succeeded && Step.Attempts <= 1 && !ClockSetBack;

    public static StepSpan Of(TimelineStep step) => step.EndedAt < step.StartedAt
        ? new(step, step.StartedAt, step.StartedAt, ClockSetBack: true)
        : new(step, step.StartedAt, step.EndedAt, ClockSetBack: false);

    /// <summary>By how much the activity's clock was behind the orchestration's, as far as it shows.</summary>
    public TimeSpan Skew(DateTimeOffset runStartedAt)
    {
        var asked = Step.ScheduledAt > runStartedAt ? Step.ScheduledAt : runStartedAt;
        return asked > Start ? asked - Start : TimeSpan.Zero;
    }

    /// <summary>
    /// From the end of what it waited for to its start; null for the first steps and for repeated ones. It waited for
    /// its needs and, where steps run one after the other, for the last one that had ended when it was asked for.
    /// </summary>
    public double? DispatchMs(IEnumerable<StepSpan> needs, StepSpan[] all)
    {
        if (!Undisturbed) return null;
        DateTimeOffset? trigger = null;
        foreach (var need in needs) trigger = Max(trigger, need.End);
        foreach (var other in all)
            if (other.Step.Key != Step.Key && other.End <= Step.ScheduledAt) trigger = Max(trigger, other.End);
        return trigger is { } from ? Math.Max(0, (Start - from).TotalMilliseconds) : null;
    }

    public StepAnalysis ToAnalysis(DateTimeOffset runStartedAt, double? dispatchMs, bool critical, double slackMs) => new(
        Step.Key, Step.Name, Step.Target, Step.Needs, Step.ScheduledAt, Step.StartedAt, Step.EndedAt,
        Math.Max(0, (Step.ScheduledAt - runStartedAt).TotalMilliseconds),
        WaitingMs, WorkingMs, dispatchMs, Step.Attempts, Step.Succeeded, critical, slackMs);

    private static DateTimeOffset Max(DateTimeOffset? one, DateTimeOffset other) => one is { } value && value > other ? value : other;
}

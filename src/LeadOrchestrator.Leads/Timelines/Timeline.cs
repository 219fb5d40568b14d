namespace LeadOrchestrator.Leads.Timelines;

/// <summary>When each step of one lead's run was scheduled, began and ended.</summary>
/// <param name="StartedAt">When the run began.</param>
/// <param name="EndedAt">When its last step was done.</param>
/// <param name="Steps">The steps, in the order in which they were scheduled.</param>
public sealed record Timeline(DateTimeOffset StartedAt, DateTimeOffset EndedAt, IReadOnlyList<TimelineStep> Steps);

/// <summary>One step. <see cref="ScheduledAt"/> is by the orchestration's clock, the other two by the activity's.</summary>
/// <param name="Name">The activity.</param>
/// <param name="Target">The effect's target; null for a decision.</param>
/// <param name="Needs">The steps whose results this one needs: what must be in order, however it was run.</param>
/// <param name="ScheduledAt">When the orchestration asked for it.</param>
/// <param name="StartedAt">When the last attempt began.</param>
/// <param name="EndedAt">When the last attempt ended.</param>
/// <param name="Attempts">How many attempts it took, redrives included.</param>
/// <param name="Succeeded">False while parked.</param>
public sealed record TimelineStep(
    string Name,
    string? Target,
    IReadOnlyList<string> Needs,
    DateTimeOffset ScheduledAt,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    int Attempts,
    bool Succeeded)
{
    /// <summary>The step's name among the steps of a run: <c>UpdateCrm:leadBook</c>.</summary>
    public string Key => Target is null ? Name : $"{Name}:{Target}";
}

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Where the time of one lead went, what had to be in order, and what running the rest at once saved.</summary>
/// <param name="StartedAt">When the run began.</param>
/// <param name="EndedAt">When it was done: the end of the last step, or its completion where that is known.</param>
/// <param name="SumMs">What the steps would take one after the other: the sum of their working times, in milliseconds.</param>
/// <param name="CriticalPathMs">The longest chain of needs by working time, in milliseconds: no number of hands is faster.</param>
/// <param name="WallMs">From start to end, in milliseconds.</param>
/// <param name="SavingNow">
/// <c>1 − wall ÷ sum</c>, below 1. Negative when waiting and overhead cost more than running at once saved;
/// 0 when there was no work to save from.
/// </param>
/// <param name="SavingBest"><c>1 − critical path ÷ sum</c>, from 0 to below 1.</param>
/// <param name="CriticalPath">The steps of the critical path in order, by <see cref="TimelineStep.Key"/>.</param>
/// <param name="Overhead">What the orchestration itself took.</param>
/// <param name="Overlap">Whether steps that could run at once did.</param>
/// <param name="Comparable">
/// False if a step was repeated or is parked, or a clock had to be corrected: its times are shown, but no saving is computed from them.
/// </param>
/// <param name="Remarks">What is unusual about these times, in words; empty when nothing is.</param>
/// <param name="Steps">The steps, in the order in which they were scheduled.</param>
public sealed record TimelineAnalysis(
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    double SumMs,
    double CriticalPathMs,
    double WallMs,
    double SavingNow,
    double SavingBest,
    IReadOnlyList<string> CriticalPath,
    OverheadAnalysis Overhead,
    OverlapCheck Overlap,
    bool Comparable,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<StepAnalysis> Steps)
{
    /// <summary>Analyses a timeline; of a run that is still under way, what has happened so far.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="completedAt">When the run's completion was recorded, if that is known; its last step's end otherwise.</param>
    public static TimelineAnalysis Of(Timeline timeline, DateTimeOffset? completedAt = null)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return TimelineAnalyzer.Analyze(timeline, completedAt);
    }
}

/// <summary>One step's times.</summary>
/// <param name="Key">The step's name in the run, as <see cref="TimelineStep.Key"/>.</param>
/// <param name="Name">The activity.</param>
/// <param name="Target">The effect's target; null for a decision.</param>
/// <param name="Needs">The steps whose results it needs.</param>
/// <param name="ScheduledAt">When the orchestration asked for it.</param>
/// <param name="StartedAt">When the last attempt began.</param>
/// <param name="EndedAt">When the last attempt ended.</param>
/// <param name="OffsetMs">From the run's start to its scheduling, in milliseconds, never negative.</param>
/// <param name="WaitingMs">
/// From scheduling to the start of the last attempt, in milliseconds: queueing, retries, being parked. Of a step that is parked, until it was.
/// </param>
/// <param name="WorkingMs">From start to end of the last attempt, in milliseconds; 0 while it is parked.</param>
/// <param name="DispatchMs">
/// From the end of what it waited for to its start, in milliseconds: what the orchestration took between two steps.
/// Null for a first step and for one that was repeated.
/// </param>
/// <param name="Attempts">How many attempts it took, redrives included.</param>
/// <param name="Succeeded">False while parked.</param>
/// <param name="Critical">Whether it is on the critical path.</param>
/// <param name="SlackMs">How much longer it could have worked without lengthening the critical path, in milliseconds.</param>
public sealed record StepAnalysis(
    string Key,
    string Name,
    string? Target,
    IReadOnlyList<string> Needs,
    DateTimeOffset ScheduledAt,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    double OffsetMs,
    double WaitingMs,
    double WorkingMs,
    double? DispatchMs,
    int Attempts,
    bool Succeeded,
    bool Critical,
    double SlackMs);

/// <summary>What the orchestration itself took, in milliseconds.</summary>
/// <param name="TotalMs">The time in which no step worked: wall time less the time covered by at least one working step.</param>
/// <param name="TimeToFirstStepMs">From the run's start to the start of the first step.</param>
/// <param name="StepToStepMs">The median of <see cref="StepAnalysis.DispatchMs"/> over the steps after the first.</param>
/// <param name="StepToStepMaxMs">The longest of them.</param>
/// <param name="FanOutSpreadMs">Between the first and last start of steps asked for at once; the widest fan-out counts; 0 without one.</param>
/// <param name="CompletionMs">From the last step's end to the end of the run.</param>
/// <param name="FanOuts">The fan-outs, in order.</param>
public sealed record OverheadAnalysis(
    double TotalMs,
    double TimeToFirstStepMs,
    double StepToStepMs,
    double StepToStepMaxMs,
    double FanOutSpreadMs,
    double CompletionMs,
    IReadOnlyList<FanOut> FanOuts);

/// <summary>Steps that were asked for at once.</summary>
/// <param name="Steps">Their keys.</param>
/// <param name="SpreadMs">Between the first and the last start, in milliseconds.</param>
public sealed record FanOut(IReadOnlyList<string> Steps, double SpreadMs);

/// <summary>Whether steps that need nothing of each other really ran at the same time.</summary>
/// <param name="Possible">Whether any two steps need nothing of each other.</param>
/// <param name="Seen">Whether any two steps worked at the same moment.</param>
/// <param name="AtOnce">The most steps that worked at the same moment.</param>
/// <param name="OverlapMs">Working time that ran beside other work, in milliseconds: the sum of steps less the time covered by them.</param>
/// <param name="BrokenOrder">Steps that began before something they need had ended, in words; empty in a sound run.</param>
public sealed record OverlapCheck(bool Possible, bool Seen, int AtOnce, double OverlapMs, IReadOnlyList<string> BrokenOrder);

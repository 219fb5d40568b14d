using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>A process as a map: its steps, what each needs, how long it takes, and what it waits for today.</summary>
/// <param name="Name">The process.</param>
/// <param name="Steps">Its steps, in the order in which they were written down.</param>
/// <param name="Description">What it is for; null if not said.</param>
/// <param name="Hands">How many hands there are; null for as many as needed.</param>
/// <param name="Seed">The seed of random durations: the same seed gives the same figures.</param>
public sealed record ProcessMap(
    string Name,
    IReadOnlyList<ProcessStep> Steps,
    string? Description = null,
    Hands? Hands = null,
    int Seed = 1)
{
    /// <summary>
    /// The map with durations from recorded timelines: a step whose id is the key of recorded steps
    /// (<see cref="TimelineStep.Key"/>) gets the spread of their working times.
    /// </summary>
    /// <param name="analyses">Recorded runs; those that are not <see cref="TimelineAnalysis.Comparable"/> are left out.</param>
    /// <param name="missing">The duration of a step that no run recorded; null leaves it as the map has it.</param>
    public ProcessMap WithMeasured(IEnumerable<TimelineAnalysis> analyses, StepDuration? missing = null)
    {
        ArgumentNullException.ThrowIfNull(analyses);
        return MeasuredDurations.Apply(this, analyses, missing);
    }
}

/// <summary>One step of a process.</summary>
/// <param name="Id">Its id, unique in the map.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Needs">The ids of the steps whose results it really needs.</param>
/// <param name="Duration">How long it takes.</param>
/// <param name="After">The ids of the steps it waits for today, besides those it needs; null if it waits for nothing else.</param>
/// <param name="Owner">Who does it; null if not said.</param>
/// <param name="Automatic">Whether it takes no hands.</param>
public sealed record ProcessStep(
    string Id,
    string Name,
    IReadOnlyList<string> Needs,
    StepDuration Duration,
    IReadOnlyList<string>? After = null,
    string? Owner = null,
    bool Automatic = false);

/// <summary>A limited number of hands: how many steps can be worked on at the same time.</summary>
/// <param name="Total">In all; null for no limit.</param>
/// <param name="ByOwner">By owner; owners not named here are limited by the total alone.</param>
public sealed record Hands(int? Total, IReadOnlyDictionary<string, int> ByOwner);

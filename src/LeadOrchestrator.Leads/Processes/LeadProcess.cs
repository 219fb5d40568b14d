using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>The lead's own path as a process map.</summary>
public static class LeadProcess
{
    /// <summary>Until it is measured, every step counts as much as another.</summary>
    private static readonly StepDuration Unmeasured = new StepDuration.Measured(Runs: 0, AverageMs: 100, QuantilesMs: []);

    private static readonly StepDuration NeverRun = new StepDuration.Measured(Runs: 0, AverageMs: 0, QuantilesMs: []);

    /// <summary>
    /// The map for some configured targets; step ids are the keys of recorded timeline steps. Today's order is one after
    /// the other: how such steps run where nothing runs them at once. Until <see cref="Measured"/>, steps are taken to be equal: 100 ms each.
    /// </summary>
    /// <param name="effects">The effects: activity (<c>UpdateCrm</c>, <c>NotifySales</c>, <c>LogEvent</c>) and target's name.</param>
    /// <param name="watchResponse">Whether the response watch is started as well.</param>
    public static ProcessMap Map(IEnumerable<LeadEffect> effects, bool watchResponse = true)
    {
        ArgumentNullException.ThrowIfNull(effects);
        List<ProcessStep> steps =
        [
            new("ScoreLead", "Score the lead", [], Unmeasured),
            new("DecideFollowUp", "Decide the follow-up", ["ScoreLead"], Unmeasured),
            new("AssignRep", "Assign a rep", ["DecideFollowUp"], Unmeasured),
            .. effects.Distinct().Select(effect => new ProcessStep(
                $"{effect.Activity}:{effect.Target}", $"{NameOf(effect.Activity)}: {effect.Target}", ["AssignRep"], Unmeasured)),
        ];
        if (watchResponse) steps.Add(new("StartResponseWatch", "Start the response watch", ["AssignRep"], Unmeasured));
        return new(
            "The lead's path",
            [.. steps.Select((step, i) => i == 0 ? step : step with { After = [steps[i - 1].Id] })],
            "Score, follow-up and assignment are in order, because each needs the one before it. What follows needs nothing of each other.");
    }

    /// <summary>The map with durations from recorded runs; a step that none of them took counts nothing. Without runs, the map as it is.</summary>
    /// <param name="map">The map.</param>
    /// <param name="runs">Recorded runs; those that are not <see cref="TimelineAnalysis.Comparable"/> are left out.</param>
    public static ProcessMap Measured(ProcessMap map, IEnumerable<TimelineAnalysis> runs)
    {
        ArgumentNullException.ThrowIfNull(map);
        var measured = map.WithMeasured(runs, NeverRun);
        return measured.Steps.Any(step => step.Duration != NeverRun) ? measured : map;
    }

    /// <summary>Where a recorded run differs from a map, in words: steps or needs that only one of them has, or an order against the needs.</summary>
    /// <param name="map">The map.</param>
    /// <param name="run">The recorded run. A step of the map that the run did not take is no difference: not every lead needs every step.</param>
    public static IReadOnlyList<string> Differences(ProcessMap map, TimelineAnalysis run)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(run);
        var steps = map.Steps.ToDictionary(step => step.Id);
        List<string> differences = [.. run.Overlap.BrokenOrder];
        foreach (var step in run.Steps)
        {
            if (!steps.TryGetValue(step.Key, out var drawn))
            {
                differences.Add($"{step.Key} ran, but the map does not have it.");
                continue;
            }

            differences.AddRange(step.Needs.Except(drawn.Needs).Select(need => $"{step.Key} needs {need}, but the map does not say so."));
            differences.AddRange(drawn.Needs.Except(step.Needs).Select(need => $"{step.Key} needs {need} by the map, but the run did not."));
        }

        return differences;
    }

    private static string NameOf(string activity) => activity switch
    {
        "UpdateCrm" => "Update the CRM",
        "NotifySales" => "Notify sales",
        "LogEvent" => "Log the event",
        _ => activity,
    };
}

/// <summary>An effect and its target.</summary>
/// <param name="Activity">The activity: <c>UpdateCrm</c>, <c>NotifySales</c> or <c>LogEvent</c>.</param>
/// <param name="Target">The target's name.</param>
public sealed record LeadEffect(string Activity, string Target);

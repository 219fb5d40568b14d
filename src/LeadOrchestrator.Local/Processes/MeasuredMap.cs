using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.CommandLine;
using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.Processes;

/// <summary>A map with durations from recorded runs.</summary>
/// <param name="Map">The map.</param>
/// <param name="Runs">How many runs they come from.</param>
/// <param name="LeftOut">How many more were left out, because a step was repeated or parked or a clock was wrong.</param>
/// <param name="Unmeasured">The steps that no run recorded; they keep the map's own durations.</param>
internal sealed record MeasuredMap(ProcessMap Map, int Runs, int LeftOut, IReadOnlyList<string> Unmeasured)
{
    private const int MostNamed = 12;

    /// <exception cref="CommandFailedException">No run can be used, or none recorded any of the map's steps.</exception>
    public static MeasuredMap Of(ProcessMap map, IReadOnlyList<TimelineAnalysis> runs, string source)
    {
        var usable = runs.Where(run => run.Comparable).ToList();
        if (usable.Count == 0)
        {
            throw new CommandFailedException(
                ExitCodes.Failure, $"None of the {Words.Count(runs.Count)} leads of {source} can be used: in each, a step was repeated or parked or a clock was wrong, so only the last attempt's time is known.");
        }

        var recorded = usable.SelectMany(run => run.Steps).Select(step => step.Key).Distinct().Order(StringComparer.Ordinal).ToList();
        var unmeasured = map.Steps.Select(step => step.Id).Except(recorded).ToList();
        if (unmeasured.Count == map.Steps.Count)
        {
            var named = string.Join(", ", recorded.Take(MostNamed)) + (recorded.Count > MostNamed ? ", …" : "");
            throw new CommandFailedException(
                ExitCodes.Usage, $"{source} has recorded none of the map's steps. Durations are matched by id; recorded are: {named}. Give the steps these ids (samples/lead-path.yaml does).");
        }

        return new(map.WithMeasured(usable), usable.Count, runs.Count - usable.Count, unmeasured);
    }
}

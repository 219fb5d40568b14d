using LeadOrchestrator.Leads.Timelines;
using MathNet.Numerics.Statistics;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>Takes the durations of a map's steps from recorded runs.</summary>
internal static class MeasuredDurations
{
    /// <summary>Every twentieth part of the recorded times is kept: enough to draw from, small enough to show.</summary>
    private const int Quantiles = 20;

    public static ProcessMap Apply(ProcessMap map, IEnumerable<TimelineAnalysis> analyses, StepDuration? missing)
    {
        var recorded = map.Steps.Select(step => step.Id).Distinct().ToDictionary(id => id, _ => new List<double>());
        foreach (var step in analyses.Where(analysis => analysis.Comparable).SelectMany(analysis => analysis.Steps))
            if (recorded.TryGetValue(step.Key, out var times)) times.Add(step.WorkingMs);

        return map with
        {
            Steps =
            [
                .. map.Steps.Select(step => recorded[step.Id] is { Count: > 0 } times
                    ? step with { Duration = Measured(times) }
                    : step with { Duration = missing ?? step.Duration }),
            ],
        };
    }

    private static StepDuration.Measured Measured(List<double> times)
    {
        var sorted = times.Order().ToArray();
        return new(
            sorted.Length, sorted.Average(),
            [.. Enumerable.Range(0, Quantiles + 1).Select(i => SortedArrayStatistics.QuantileCustom(sorted, (double)i / Quantiles, QuantileDefinition.R7))]);
    }
}

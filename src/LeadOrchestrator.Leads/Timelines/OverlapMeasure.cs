using LeadOrchestrator.Leads.Processes;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Whether what could run at once did, and whether what had to be in order was.</summary>
internal static class OverlapMeasure
{
    public static OverlapCheck Of(StepGraph graph, StepSpan[] spans)
    {
        var (atOnce, overlapMs) = Sweep(spans);
        return new(Possible(graph), atOnce > 1, atOnce, overlapMs, [.. BrokenOrder(graph, spans)]);
    }

    /// <summary>If each step in order directly needs the one before it, there is only one order; otherwise two steps are independent.</summary>
    private static bool Possible(StepGraph graph) =>
        Enumerable.Range(1, Math.Max(0, graph.Count - 1)).Any(i => !graph.Before[graph.Order[i]].Contains(graph.Order[i - 1]));

    private static (int AtOnce, double OverlapMs) Sweep(StepSpan[] spans)
    {
        var working = spans.Where(span => span.WorkingMs > 0).ToArray();
        var moments = working.Select(span => (At: span.Start, Change: 1)).Concat(working.Select(span => (At: span.End, Change: -1)))
            .OrderBy(moment => moment.At).ThenBy(moment => moment.Change);
        var (now, most, overlapMs, since) = (0, spans.Length > 0 ? 1 : 0, 0.0, DateTimeOffset.MinValue);
        foreach (var (at, change) in moments)
        {
            if (now > 1) overlapMs += (now - 1) * (at - since).TotalMilliseconds;
            now += change;
            most = Math.Max(most, now);
            since = at;
        }

        return (most, overlapMs);
    }

    private static IEnumerable<string> BrokenOrder(StepGraph graph, StepSpan[] spans) =>
        from step in Enumerable.Range(0, spans.Length)
        from need in graph.Before[step]
        where spans[step].Start < spans[need].End
        let early = (spans[need].End - spans[step].Start).TotalMilliseconds
        select $"{spans[step].Step.Key} began {DurationText.Of(early)} before {spans[need].Step.Key} had ended, which it needs.";
}

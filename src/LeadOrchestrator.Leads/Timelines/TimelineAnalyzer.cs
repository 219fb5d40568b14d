using LeadOrchestrator.Leads.Processes;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Computes a <see cref="TimelineAnalysis"/>; never fails, whatever the clocks said.</summary>
internal static class TimelineAnalyzer
{
    /// <summary>Clocks of two machines may differ by this without the times losing their meaning.</summary>
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMilliseconds(100);

    public static TimelineAnalysis Analyze(Timeline timeline, DateTimeOffset? completedAt)
    {
        var spans = timeline.Steps.Select(StepSpan.Of).ToArray();
        List<string> remarks = [];
        var comparable = Judge(timeline, spans, remarks);

        var graph = Graph(spans, remarks);
        var working = spans.Select(span => span.WorkingMs).ToArray();
        var ends = graph.EarliestEnds(working);
        var remaining = graph.Remaining(working);
        var path = graph.LongestChain(ends);
        var sum = working.Sum();
        var critical = path.Count == 0 ? 0 : Math.Min(ends[path[^1]], sum);

        var lastEnd = spans.Select(span => span.End).Append(timeline.StartedAt).Max();
        var endedAt = Later(completedAt ?? timeline.EndedAt, lastEnd);
        var wall = (endedAt - timeline.StartedAt).TotalMilliseconds;
        var dispatch = spans.Select((span, i) => span.DispatchMs(graph.Before[i].Select(need => spans[need]), spans)).ToArray();
        var onPath = path.ToHashSet();

        return new(
            timeline.StartedAt, endedAt, sum, critical, wall,
            SavingNow: sum > 0 ? 1 - (wall / sum) : 0,
            SavingBest: sum > 0 ? 1 - (critical / sum) : 0,
            [.. path.Select(i => spans[i].Step.Key)],
            OverheadMeasure.Of(timeline.StartedAt, endedAt, lastEnd, spans, dispatch),
            OverlapMeasure.Of(graph, spans),
            comparable, remarks,
            [.. spans.Select((span, i) => span.ToAnalysis(
                timeline.StartedAt, dispatch[i], onPath.Contains(i), Math.Max(0, critical - (ends[i] + remaining[i] - working[i]))))]);
    }

    /// <summary>Whether savings can be computed from these times; if not, or if they are odd, the remarks say why.</summary>
    private static bool Judge(Timeline timeline, StepSpan[] spans, List<string> remarks)
    {
        var comparable = spans.Length > 0;
        if (spans.Length == 0) remarks.Add("No step has run yet.");

        if (timeline.EndedAt < timeline.StartedAt)
        {
            remarks.Add("The run ends before it begins: its clock was set back.");
            comparable = false;
        }

        foreach (var (step, skew, setBack) in spans.Select(span => (span.Step, span.Skew(timeline.StartedAt), span.ClockSetBack)))
        {
            if (!step.Succeeded) remarks.Add($"{step.Key} is parked after {Times(step.Attempts)}: its working time is not known yet.");
            else if (step.Attempts > 1) remarks.Add($"{step.Key} took {Times(step.Attempts)}: only the last one's working time is known.");
            if (setBack) remarks.Add($"{step.Key} ends before it begins: its working time counts as 0.");
            if (skew > TimeSpan.Zero)
                remarks.Add($"{step.Key} begins {DurationText.Of(skew.TotalMilliseconds)} before it was asked for: two clocks differ.");
            comparable &= step.Succeeded && step.Attempts <= 1 && !setBack && skew <= AllowedSkew;
        }

        return comparable;
    }

    private static StepGraph Graph(StepSpan[] spans, List<string> remarks)
    {
        var needs = spans.Select((span, i) => span.Step.Needs.Select(need => IndexOf(need, i)).Where(need => need >= 0).ToArray()).ToArray();
        if (StepGraph.TryCreate(needs) is { } graph) return graph;

        remarks.Add("The needs of these steps go in a circle: those of steps scheduled later are ignored.");
        return StepGraph.TryCreate([.. needs.Select((steps, i) => steps.Where(need => need < i))])!;

        // A key may occur again after a redrive of an older version; the nearest one before the step is meant.
        int IndexOf(string key, int step)
        {
            var before = step == 0 ? -1 : Array.FindLastIndex(spans, step - 1, step, span => span.Step.Key == key);
            return before >= 0 ? before : Array.FindIndex(spans, step + 1, span => span.Step.Key == key);
        }
    }

    private static string Times(int attempts) => attempts == 1 ? "1 attempt" : $"{attempts} attempts";

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

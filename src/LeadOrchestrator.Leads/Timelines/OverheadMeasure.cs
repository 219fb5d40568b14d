using MathNet.Numerics.Statistics;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>What the orchestration took for itself.</summary>
internal static class OverheadMeasure
{
    public static OverheadAnalysis Of(
        DateTimeOffset startedAt, DateTimeOffset endedAt, DateTimeOffset lastEnd, StepSpan[] spans, double?[] dispatch)
    {
        var gaps = dispatch.OfType<double>().Order().ToArray();
        var fanOuts = FanOuts(spans);
        return new(
            TotalMs: Math.Max(0, (endedAt - startedAt).TotalMilliseconds - CoveredMs(startedAt, spans)),
            TimeToFirstStepMs: spans.Length == 0 ? 0 : Math.Max(0, (spans.Min(span => span.Start) - startedAt).TotalMilliseconds),
            StepToStepMs: gaps.Length == 0 ? 0 : SortedArrayStatistics.Median(gaps),
            StepToStepMaxMs: gaps.Length == 0 ? 0 : gaps[^1],
            FanOutSpreadMs: fanOuts.Count == 0 ? 0 : fanOuts.Max(fanOut => fanOut.SpreadMs),
            CompletionMs: spans.Length == 0 ? 0 : Math.Max(0, (endedAt - lastEnd).TotalMilliseconds),
            fanOuts);
    }

    /// <summary>The time since the run began in which at least one step worked.</summary>
    private static double CoveredMs(DateTimeOffset startedAt, StepSpan[] spans)
    {
        var covered = 0.0;
        var until = startedAt;
        foreach (var span in spans.Where(span => span.WorkingMs > 0).OrderBy(span => span.Start))
        {
            var from = span.Start > until ? span.Start : until;
            if (span.End <= from) continue;
            covered += (span.End - from).TotalMilliseconds;
            until = span.End;
        }

        return covered;
    }

    /// <summary>Steps asked for in the same turn have the same time, to the tick.</summary>
    private static List<FanOut> FanOuts(StepSpan[] spans) =>
    [
        .. from span in spans
           where span.Step.Succeeded && span.Step.Attempts <= 1
           group span by span.Step.ScheduledAt into together
           where together.Count() > 1
           orderby together.Key
           select new FanOut(
               [.. together.Select(span => span.Step.Key)],
               (together.Max(span => span.Start) - together.Min(span => span.Start)).TotalMilliseconds),
    ];
}

using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.Processes;

/// <summary>Says in plain sentences what an analysis found, and what it takes to save more.</summary>
internal static class ProcessSentences
{
    public static IEnumerable<string> Of(ProcessAnalysis analysis)
    {
        if (analysis.SumMs <= 0)
        {
            yield return "The steps take no time: there is nothing to save.";
            yield break;
        }

        yield return $"Saved today: {Words.Percent(analysis.SavingNow)} of the {DurationText.Of(analysis.SumMs)} that the steps take one after the other. " +
            $"Best possible: {Words.Percent(analysis.SavingBest)}. " +
            (analysis.AllRemovedGainMs > 0
                ? $"Still to gain: {DurationText.Of(analysis.AllRemovedGainMs)}, {Words.Percent(analysis.SavingLeft)} of today's {DurationText.Of(analysis.TodayMs)}."
                : "Nothing is left to gain by running more at once.");
        yield return $"The limit by Amdahl's law: {Words.Percent(analysis.Amdahl.InOrderShare)} of the work is in order, so it is never done more than {Times(analysis.Amdahl.MaxSpeedup)} times as fast, however many work on it.";
        if (Hands(analysis) is { } hands) yield return hands;
        yield return Reach(analysis);
        yield return "For comparison: " + ShapeArithmetic.OfLeadPath().Statement;
    }

    /// <summary>1 − time ÷ sum, not below zero.</summary>
    public static double Share(double time, double sum) => sum > 0 ? Math.Max(0, 1 - (time / sum)) : 0;

    /// <summary>A limit in words: <c>6 hands (Inside sales 2)</c>.</summary>
    public static string Name(Hands limits)
    {
        var owners = string.Join(", ", limits.ByOwner.Select(owner => $"{owner.Key} {owner.Value}"));
        return limits.Total is { } total
            ? Words.Count(total, "hand", "hands") + (owners.Length == 0 ? "" : $" ({owners})")
            : owners;
    }

    private static string? Hands(ProcessAnalysis analysis) => analysis.Hands switch
    {
        { Limits: { } limits, WithLimitsMs: { } limited } when limited > analysis.BestMs * (1 + 1e-9) =>
            $"With {Name(limits)} the best order takes {DurationText.Of(limited)}, {DurationText.Of(limited - analysis.BestMs)} longer than with as many as needed" + Enough(analysis) + ".",
        { Limits: { } limits } => $"The hands that the map allows, {Name(limits)}, are enough: more would not make it faster.",
        { EnoughHands: { } enough } => $"{Words.Count(enough, "hand is", "hands are")} enough for the best possible time.",
        _ => null,
    };

    private static string Enough(ProcessAnalysis analysis) =>
        analysis.Hands.EnoughHands is { } enough ? $"; {Words.Count(enough, "hand that does anything is", "hands that do anything are")} enough" : "";

    private static string Reach(ProcessAnalysis analysis)
    {
        var reached = analysis.ToReach.Where(target => target.ToMoveMs == 0).Select(target => Whole(target.Saving)).ToList();
        var open = analysis.ToReach.Where(target => target.ToMoveMs > 0).ToList();
        var text = reached.Count == 0 ? "" : $"The needs of this process allow a saving of {string.Join(" and ", reached)}. ";
        if (open.Count == 0) return text.TrimEnd();
        var steps = open.Select(target => $"for {Whole(target.Saving)}, {DurationText.Of(target.ToMoveMs)} of its work must run beside the rest, so that {DurationText.Of(target.CriticalPathMs)} remain");
        return $"{text}To save more, less must be in order; the critical path now takes {DurationText.Of(analysis.BestMs)}: {string.Join("; ", steps)}.";
    }

    private static string Whole(double share) => $"{share * 100:0}%";

    private static string Times(double speedup) => speedup.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}

namespace LeadOrchestrator.Leads.Processes;

/// <summary>Tries numbers of hands on the best order of a process.</summary>
internal static class HandsAnalyzer
{
    private static readonly int[] Counts = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48, 64];
    private static readonly Dictionary<string, int> NoOwners = [];

    public static HandsAnalysis Analyze(ProcessMap map, StepGraph needs, double[] durations, Plan best)
    {
        var scheduler = new ListScheduler(map, needs, durations, best.Remaining);
        var sum = durations.Sum();
        var byHand = durations.Where((_, i) => !map.Steps[i].Automatic).Sum();
        var allowed = best.LengthMs * (1 + 1e-9);
        List<HandsTried> tried = [];
        int? enough = null;
        foreach (var count in Counts.TakeWhile(count => count <= map.Steps.Count).Append(MostAtOnce(map, best)).Distinct().Order())
        {
            var time = scheduler.Run(count, NoOwners).TimeMs;
            tried.Add(new(count, time, sum > 0 ? 1 - (time / sum) : 0, Math.Max(best.LengthMs, byHand / count)));
            if (time > allowed) continue;
            enough = count;
            break;
        }

        var withLimits = map.Hands is { } limits ? scheduler.Run(limits.Total, limits.ByOwner).TimeMs : (double?)null;
        return new(map.Hands, withLimits, enough, tried);
    }

    /// <summary>How many steps are worked on by hand at the same time when nothing waits for hands: never more are of use.</summary>
    private static int MostAtOnce(ProcessMap map, Plan best)
    {
        var byHand = Enumerable.Range(0, map.Steps.Count).Where(i => !map.Steps[i].Automatic).ToArray();
        var changes = byHand.Select(i => (At: best.Start(i), Change: 1))
            .Concat(byHand.Select(i => (At: best.Ends[i], Change: -1)))
            .OrderBy(change => change.At).ThenBy(change => change.Change);
        var (now, most) = (0, 1);
        foreach (var (_, change) in changes) most = Math.Max(most, now += change);
        return most;
    }
}

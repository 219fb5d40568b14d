namespace LeadOrchestrator.Leads.Processes;

/// <summary>
/// What removing one wait alone saves, for all waits in one sweep. In an order in which everything waited for is earlier,
/// each chain crosses the gap behind a step at most once: so the longest chain without a wait is the longest that crosses
/// this gap elsewhere, or stays on one side of it.
/// </summary>
internal static class RemovalGains
{
    public static double[] Of(StepGraph today, double[] durations, IReadOnlyList<(int Step, int WaitsFor)> waits)
    {
        var (ends, remaining) = (today.EarliestEnds(durations), today.Remaining(durations));
        var length = ends.Max();
        var restBehind = LongestBehind(today, remaining);
        var asked = waits.Select((wait, i) => (wait, i)).ToLookup(pair => pair.wait.WaitsFor, pair => (pair.wait.Step, pair.i));
        var gains = new double[waits.Count];

        var crossing = new PriorityQueue<(int From, int To), double>();
        var (longestBefore, scale) = (0.0, length * 1e-12);
        for (var gap = 0; gap < today.Count; gap++)
        {
            var from = today.Order[gap];
            longestBefore = Math.Max(longestBefore, ends[from]);
            foreach (var to in today.After[from]) crossing.Enqueue((from, to), -(ends[from] + remaining[to]));
            foreach (var (to, i) in asked[from])
            {
                var elsewhere = Math.Max(longestBefore, restBehind[gap + 1]);
                var gain = length - Math.Max(elsewhere, LongestBut((from, to), gap));
                gains[i] = gain <= scale ? 0 : gain;
            }
        }

        return gains;

        double LongestBut((int, int) wait, int gap)
        {
            DropPassed(gap);
            if (!crossing.TryPeek(out var first, out var longest)) return 0;
            if (first != wait) return -longest;
            crossing.Dequeue();
            DropPassed(gap);
            var second = crossing.TryPeek(out _, out var next) ? -next : 0;
            crossing.Enqueue(first, longest);
            return second;
        }

        void DropPassed(int gap)
        {
            while (crossing.TryPeek(out var top, out _) && today.Position[top.To] <= gap) crossing.Dequeue();
        }
    }

    private static double[] LongestBehind(StepGraph graph, double[] remaining)
    {
        var longest = new double[graph.Count + 1];
        for (var i = graph.Count - 1; i >= 0; i--) longest[i] = Math.Max(longest[i + 1], remaining[graph.Order[i]]);
        return longest;
    }
}

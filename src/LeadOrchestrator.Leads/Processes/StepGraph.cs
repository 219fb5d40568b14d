namespace LeadOrchestrator.Leads.Processes;

/// <summary>Steps and what each comes after, in an order in which all of that is earlier.</summary>
internal sealed class StepGraph
{
    private StepGraph(int[][] before, int[] order)
    {
        (Before, Order) = (before, order);
        After = Successors(before);
        Position = new int[order.Length];
        for (var i = 0; i < order.Length; i++) Position[order[i]] = i;
    }

    public int Count => Before.Length;

    /// <summary>For each step, the steps it directly comes after, each once.</summary>
    public int[][] Before { get; }

    /// <summary>For each step, the steps that directly come after it.</summary>
    public int[][] After { get; }

    /// <summary>All steps, each after those it comes after; otherwise as they were given.</summary>
    public int[] Order { get; }

    /// <summary>Where each step is in <see cref="Order"/>.</summary>
    public int[] Position { get; }

    /// <summary>The graph, or null if it goes in a circle.</summary>
    public static StepGraph? TryCreate(IReadOnlyList<IEnumerable<int>> before)
    {
        var distinct = before.Select(steps => steps.Distinct().ToArray()).ToArray();
        var order = TopologicalOrder(distinct);
        return order.Length == distinct.Length ? new(distinct, order) : null;
    }

    /// <summary>The steps that are in no circle and come after none, in order.</summary>
    internal static int[] TopologicalOrder(int[][] before)
    {
        var after = Successors(before);
        var open = before.Select(steps => steps.Length).ToArray();
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < open.Length; i++)
            if (open[i] == 0) ready.Enqueue(i, i);

        var order = new List<int>(open.Length);
        while (ready.TryDequeue(out var step, out _))
        {
            order.Add(step);
            foreach (var next in after[step])
                if (--open[next] == 0) ready.Enqueue(next, next);
        }

        return [.. order];
    }

    /// <summary>For each step, when it ends at the earliest.</summary>
    public double[] EarliestEnds(double[] durations)
    {
        var ends = new double[Count];
        EarliestEnds(durations, ends);
        return ends;
    }

    /// <summary>The same into an array that is there already; returns the latest of them.</summary>
    public double EarliestEnds(double[] durations, double[] ends)
    {
        var latest = 0.0;
        foreach (var step in Order)
        {
            var start = 0.0;
            foreach (var earlier in Before[step]) start = Math.Max(start, ends[earlier]);
            ends[step] = start + durations[step];
            latest = Math.Max(latest, ends[step]);
        }

        return latest;
    }

    /// <summary>For each step, the longest chain from its start to the end of everything.</summary>
    public double[] Remaining(double[] durations)
    {
        var remaining = new double[Count];
        for (var i = Count - 1; i >= 0; i--)
        {
            var step = Order[i];
            var rest = 0.0;
            foreach (var next in After[step]) rest = Math.Max(rest, remaining[next]);
            remaining[step] = rest + durations[step];
        }

        return remaining;
    }

    /// <summary>One longest chain, in order. Among equals the one that reaches furthest, so that steps of no length are part of it.</summary>
    public List<int> LongestChain(double[] ends)
    {
        List<int> chain = [];
        var step = Furthest(Order, ends);
        while (step >= 0)
        {
            chain.Add(step);
            step = Furthest(Before[step], ends);
        }

        chain.Reverse();
        return chain;
    }

    /// <summary>For each step, its stage: the number of steps in the longest chain that ends in it.</summary>
    public int[] Stages()
    {
        var stages = new int[Count];
        foreach (var step in Order)
        {
            var stage = 0;
            foreach (var earlier in Before[step]) stage = Math.Max(stage, stages[earlier]);
            stages[step] = stage + 1;
        }

        return stages;
    }

    private int Furthest(int[] steps, double[] ends)
    {
        var best = -1;
        foreach (var step in steps)
        {
            if (best < 0 || ends[step] > ends[best] || (ends[step] == ends[best] && Position[step] > Position[best])) best = step;
        }

        return best;
    }

    private static int[][] Successors(int[][] before)
    {
        var after = new List<int>[before.Length];
        for (var i = 0; i < after.Length; i++) after[i] = [];
        for (var step = 0; step < before.Length; step++)
            foreach (var earlier in before[step]) after[earlier].Add(step);
        return [.. after.Select(steps => steps.ToArray())];
    }
}

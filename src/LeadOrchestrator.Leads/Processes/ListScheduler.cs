namespace LeadOrchestrator.Leads.Processes;

/// <summary>
/// Lays steps out in time for a limited number of hands: whenever a hand is free it takes, of the steps that are ready,
/// the one with the longest chain behind it (list scheduling; at most twice as long as the best order, Graham 1966).
/// </summary>
internal sealed class ListScheduler(ProcessMap map, StepGraph graph, double[] durations, IReadOnlyList<double> remaining)
{
    /// <summary>The time until all is done, and when each step starts.</summary>
    /// <param name="total">How many hands there are; null for no limit.</param>
    /// <param name="byOwner">Limits by owner.</param>
    public (double TimeMs, double[] Starts) Run(int? total, IReadOnlyDictionary<string, int> byOwner)
    {
        var pools = byOwner.Select(owner => new Pool(owner.Value)).Prepend(new Pool(int.MaxValue)).ToArray();
        var poolOf = byOwner.Keys.Select((owner, i) => (owner, pool: pools[i + 1])).ToDictionary(pair => pair.owner, pair => pair.pool);
        var (free, now) = (total ?? int.MaxValue, 0.0);
        var starts = new double[graph.Count];
        var open = graph.Before.Select(before => before.Length).ToArray();
        var running = new PriorityQueue<int, double>();

        foreach (var step in graph.Order.Where(step => open[step] == 0)) Ready(step);
        while (true)
        {
            while (free > 0 && Next() is { } pool)
            {
                free--;
                pool.Free--;
                Start(pool.Ready.Dequeue());
            }

            if (!running.TryPeek(out _, out var until)) return (now, starts);
            now = until;
            while (running.TryPeek(out var step, out var end) && end <= now)
            {
                running.Dequeue();
                End(step);
            }
        }

        void Ready(int step)
        {
            if (!TakesHand(step)) Start(step);
            else PoolOf(step).Ready.Enqueue(step, (-remaining[step], step));
        }

        void Start(int step)
        {
            starts[step] = now;
            running.Enqueue(step, now + durations[step]);
        }

        void End(int step)
        {
            if (TakesHand(step))
            {
                free++;
                PoolOf(step).Free++;
            }

            foreach (var next in graph.After[step])
                if (--open[next] == 0) Ready(next);
        }

        Pool? Next()
        {
            Pool? best = null;
            foreach (var pool in pools)
            {
                if (pool.Free > 0 && pool.Ready.Count > 0 && (best is null || pool.Urgency.CompareTo(best.Urgency) < 0)) best = pool;
            }

            return best;
        }

        bool TakesHand(int step) => !map.Steps[step].Automatic && durations[step] > 0;

        Pool PoolOf(int step) => map.Steps[step].Owner is { } owner && poolOf.TryGetValue(owner, out var pool) ? pool : pools[0];
    }

    /// <summary>Hands of one kind, and the steps that wait for them.</summary>
    private sealed class Pool(int hands)
    {
        public int Free { get; set; } = hands;

        public PriorityQueue<int, (double, int)> Ready { get; } = new();

        public (double, int) Urgency => Ready.TryPeek(out _, out var urgency) ? urgency : (0, 0);
    }
}

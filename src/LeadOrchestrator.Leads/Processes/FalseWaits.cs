namespace LeadOrchestrator.Leads.Processes;

/// <summary>Finds where a step waits today for another of which it needs nothing.</summary>
internal static class FalseWaits
{
    /// <summary>The waits of today's graph that the needs do not contain, directly or through others.</summary>
    public static List<(int Step, int WaitsFor)> Find(StepGraph needs, StepGraph today)
    {
        var doubtful = new List<(int Step, int WaitsFor)>();
        for (var step = 0; step < today.Count; step++)
        {
            foreach (var earlier in today.Before[step].Except(needs.Before[step])) doubtful.Add((step, earlier));
        }

        var needed = new HashSet<(int, int)>();
        foreach (var batch in doubtful.Select(wait => wait.WaitsFor).Distinct().Chunk(64)) MarkNeeded(batch);
        doubtful.RemoveAll(needed.Contains);
        return doubtful;

        // One pass over the graph answers for 64 steps at once who needs them: a bit each.
        void MarkNeeded(int[] sources)
        {
            var bits = new ulong[needs.Count];
            for (var i = 0; i < sources.Length; i++) bits[sources[i]] = 1UL << i;
            foreach (var step in needs.Order)
                foreach (var earlier in needs.Before[step]) bits[step] |= bits[earlier];

            for (var i = 0; i < sources.Length; i++)
                foreach (var step in today.After[sources[i]])
                    if ((bits[step] & (1UL << i)) != 0) needed.Add((step, sources[i]));
        }
    }
}

namespace LeadOrchestrator.Leads.Processes;

/// <summary>Finds circles among steps, to be shown to whoever has to break them.</summary>
internal static class CircleFinder
{
    private const int MostShown = 5;

    /// <summary>Up to five circles that share no step, each from a step through those that come after it, back to itself; short ones if possible.</summary>
    public static List<int[]> Find(int[][] before)
    {
        List<int[]> circles = [];
        var left = (int[][])before.Clone();
        while (circles.Count < MostShown && FirstOnCircle(left) is { } start)
        {
            var circle = Shortest(left, start);
            circles.Add(circle);
            foreach (var step in circle) left[step] = [];
        }

        return circles;
    }

    /// <summary>Steps left over by a topological order are on a circle or behind one; walking back from any of them ends on it.</summary>
    private static int? FirstOnCircle(int[][] before)
    {
        var stuck = Enumerable.Range(0, before.Length).Except(StepGraph.TopologicalOrder(before)).ToHashSet();
        if (stuck.Count == 0) return null;
        HashSet<int> seen = [];
        var step = stuck.Min();
        while (seen.Add(step)) step = before[step].First(stuck.Contains);
        return step;
    }

    private static int[] Shortest(int[][] before, int start)
    {
        Dictionary<int, int> cameFrom = [];
        Queue<int> open = new([start]);
        while (!cameFrom.ContainsKey(start))
        {
            var step = open.Dequeue();
            foreach (var earlier in before[step])
                if (cameFrom.TryAdd(earlier, step)) open.Enqueue(earlier);
        }

        List<int> circle = [start];
        for (var step = cameFrom[start]; step != start; step = cameFrom[step]) circle.Add(step);
        circle.Add(start);
        return [.. circle];
    }
}

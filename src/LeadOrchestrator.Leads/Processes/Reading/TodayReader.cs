namespace LeadOrchestrator.Leads.Processes.Reading;

/// <summary>
/// Reads today's order of a whole map: <c>sequence</c> (each step waits for the one written above it), <c>needs</c> (nothing
/// waits for more than it needs), or a list of ids, in which a list stands for steps that run at once.
/// </summary>
internal static class TodayReader
{
    /// <summary>What each step waits for by this order; null where it says nothing.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Read(
        DocNode? node, IReadOnlyList<ProcessStep> steps, List<ProcessMapProblem> problems)
    {
        switch (node)
        {
            case null or DocText { Value: "needs" }:
                return [];
            case DocText { Value: "sequence" }:
                return Chain([.. steps.Select(step => new[] { step.Id })]);
            case DocList list:
                var groups = list.Items.Select(Group).ToList();
                var before = problems.Count;
                Compare(list, groups, steps, problems);
                return problems.Count == before ? Chain(groups) : [];
            default:
                problems.Add(new(node.Path, node.Line, "expected 'sequence', 'needs', or a list of step ids (a list in it: steps that run at once)."));
                return [];
        }

        string[] Group(DocNode entry)
        {
            switch (entry)
            {
                case DocText { Value: { } id }:
                    return [id];
                case DocList { Items: var items } when items.All(item => item is DocText { Value: not null }):
                    return [.. items.Select(item => ((DocText)item).Value!)];
                default:
                    problems.Add(new(entry.Path, entry.Line, "expected the id of a step, or a list of ids of steps that run at once."));
                    return [];
            }
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> Chain(List<string[]> groups)
    {
        Dictionary<string, IReadOnlyList<string>> waits = [];
        string[] before = [];
        foreach (var group in groups.Where(group => group.Length > 0))
        {
            foreach (var id in group)
                if (before.Length > 0) waits.TryAdd(id, before);
            before = group;
        }

        return waits;
    }

    private static void Compare(DocList list, List<string[]> groups, IReadOnlyList<ProcessStep> steps, List<ProcessMapProblem> problems)
    {
        var ids = steps.Select(step => step.Id).ToHashSet();
        HashSet<string> seen = [];
        for (var i = 0; i < groups.Count; i++)
        {
            var entry = list.Items[i];
            foreach (var id in groups[i])
            {
                if (!ids.Contains(id)) problems.Add(new(entry.Path, entry.Line, $"there is no step '{id}'{NearestName.Hint(id, ids)}"));
                else if (!seen.Add(id)) problems.Add(new(entry.Path, entry.Line, $"'{id}' is in today's order already."));
            }
        }

        var missing = steps.Select(step => step.Id).Where(id => !seen.Contains(id)).ToList();
        if (missing.Count > 0)
        {
            var shown = string.Join(", ", missing.Take(5)) + (missing.Count > 5 ? $" and {missing.Count - 5} more" : "");
            problems.Add(new(list.Path, list.Line, $"today's order leaves out {shown}; it names every step."));
        }
    }
}

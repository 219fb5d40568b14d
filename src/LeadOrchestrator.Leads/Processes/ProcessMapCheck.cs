namespace LeadOrchestrator.Leads.Processes;

/// <summary>Whether a process map is sound, however it was made.</summary>
public static class ProcessMapCheck
{
    /// <summary>The most steps that a map may have.</summary>
    public const int MostSteps = 100_000;

    private const int MostProblems = 100;

    /// <summary>Everything that is wrong with a map, by path; empty if it is sound. Of very many problems, the first hundred.</summary>
    public static IReadOnlyList<ProcessMapProblem> Problems(ProcessMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        List<ProcessMapProblem> problems = [];
        if (map.Steps.Count == 0) Add("$.steps", "a process needs at least one step.");
        if (map.Steps.Count > MostSteps) Add("$.steps", $"{map.Steps.Count} steps are too many; the limit is {MostSteps}.");
        if (problems.Count > 0) return problems;

        var ids = Ids(map, Add);
        for (var i = 0; i < map.Steps.Count; i++)
        {
            // Looking for the nearest name is slow among very many; nobody reads past the first problems.
            IEnumerable<string> names = problems.Count < MostProblems ? ids.Keys : [];
            CheckReferences(map.Steps[i], map.Steps[i].Needs, "needs", i, ids, names, Add);
            CheckReferences(map.Steps[i], map.Steps[i].After ?? [], "after", i, ids, names, Add);
            if (DurationProblem(map.Steps[i].Duration) is { } wrong) Add($"$.steps[{i}].duration", wrong);
        }

        CheckHands(map, Add);
        CheckCircles(map, ids, Add);
        return Limited(problems);

        void Add(string path, string message) => problems.Add(new(path, Line: null, message));
    }

    private static Dictionary<string, int> Ids(ProcessMap map, Action<string, string> add)
    {
        Dictionary<string, int> ids = new(map.Steps.Count);
        for (var i = 0; i < map.Steps.Count; i++)
        {
            var id = map.Steps[i].Id;
            if (string.IsNullOrWhiteSpace(id)) add($"$.steps[{i}].id", "a step needs an id.");
            else if (!ids.TryAdd(id, i)) add($"$.steps[{i}].id", $"'{id}' is the id of $.steps[{ids[id]}] already; ids are unique.");
        }

        return ids;
    }

    private static void CheckReferences(
        ProcessStep step, IReadOnlyList<string> references, string field, int index,
        Dictionary<string, int> ids, IEnumerable<string> names, Action<string, string> add)
    {
        HashSet<string> seen = [];
        for (var i = 0; i < references.Count; i++)
        {
            var id = references[i];
            var verb = field == "needs" ? "needs" : "waits for";
            var path = $"$.steps[{index}].{field}[{i}]";
            if (id == step.Id) add(path, $"'{id}' {verb} itself; remove this.");
            else if (!seen.Add(id)) add(path, $"'{id}' is listed twice.");
            else if (!ids.ContainsKey(id)) add(path, $"'{step.Id}' {verb} '{id}', but there is no such step{NearestName.Hint(id, names)}");
        }
    }

    /// <summary>What is wrong with a duration; null if nothing.</summary>
    internal static string? DurationProblem(StepDuration duration)
    {
        double[] figures = duration switch
        {
            StepDuration.Fixed(var ms) => [ms],
            StepDuration.Uniform(var min, var max) => [min, max],
            StepDuration.Triangular(var min, var mode, var max) => [min, mode, max],
            StepDuration.Normal(var mean, var deviation) => [mean, deviation],
            StepDuration.LogNormal(var median, var p90) => [median, p90],
            StepDuration.Measured measured => [measured.AverageMs, .. measured.QuantilesMs],
            _ => [],
        };
        if (figures.Any(double.IsNaN)) return "a duration must be a number.";
        if (figures.Any(ms => ms < 0)) return "a duration cannot be negative.";
        if (figures.Any(ms => ms > Durations.LongestMs)) return "a duration cannot be longer than 100 years.";
        return duration switch
        {
            StepDuration.Uniform(var min, var max) when min > max => "of a uniform duration the first limit is at most the second.",
            StepDuration.Triangular(var min, var mode, var max) when min > mode || mode > max =>
                "a triangular duration is given as shortest, most likely, longest, in this order.",
            StepDuration.Normal(var mean, var deviation) when deviation > mean =>
                "the standard deviation is larger than the mean, so that many durations would be below zero; use lognormal.",
            StepDuration.LogNormal(var median, _) when median == 0 => "the median of a lognormal duration is above zero.",
            StepDuration.LogNormal(var median, var p90) when p90 < median => "p90 is at least the median.",
            StepDuration.LogNormal { MeanMs: > Durations.LongestMs } => "p90 is so far above the median that the mean exceeds 100 years.",
            _ => null,
        };
    }

    private static void CheckHands(ProcessMap map, Action<string, string> add)
    {
        if (map.Hands is not { } hands) return;
        if (hands.Total < 1) add("$.hands.total", "at least one hand is needed.");
        var owners = map.Steps.Select(step => step.Owner).OfType<string>().ToHashSet();
        foreach (var (owner, count) in hands.ByOwner)
        {
            if (count < 1) add($"$.hands.{owner}", "at least one hand is needed.");
            if (!owners.Contains(owner)) add($"$.hands.{owner}", $"no step is owned by '{owner}'{NearestName.Hint(owner, owners)}");
        }
    }

    private static void CheckCircles(ProcessMap map, Dictionary<string, int> ids, Action<string, string> add)
    {
        if (ids.Count < map.Steps.Count) return; // without unique ids it is not known who is meant
        var needs = Edges(step => step.Needs);
        var circles = CircleFinder.Find(needs);
        foreach (var circle in circles)
            add($"$.steps[{circle[0]}].needs", $"steps need each other in a circle: {Show(circle, "needs")}. One of these needs cannot be.");
        if (circles.Count > 0) return;
        foreach (var circle in CircleFinder.Find(Edges(step => step.Needs.Concat(step.After ?? []))))
            add($"$.steps[{circle[0]}].after", $"today's order goes in a circle with the needs: {Show(circle, "waits for")}.");

        int[][] Edges(Func<ProcessStep, IEnumerable<string>> of) =>
            [.. map.Steps.Select((step, i) => of(step).Where(ids.ContainsKey).Select(id => ids[id]).Where(j => j != i).Distinct().ToArray())];

        string Show(int[] circle, string verb)
        {
            // A circle is found in the order of time; what comes later needs what came before it.
            int[] back = [.. circle.Reverse()];
            var links = back.Zip(back.Skip(1), (step, earlier) => $"{map.Steps[step].Id} {verb} {map.Steps[earlier].Id}").ToList();
            if (links.Count > 12) links = [.. links[..6], $"({links.Count - 11} more)", .. links[^5..]];
            return string.Join(", ", links);
        }
    }

    private static List<ProcessMapProblem> Limited(List<ProcessMapProblem> problems) => problems.Count <= MostProblems
        ? problems
        : [.. problems[..MostProblems], new("$", null, $"and {problems.Count - MostProblems} more problems.")];
}

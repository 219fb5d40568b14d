namespace LeadOrchestrator.Leads.Processes.Reading;

/// <summary>Makes a process map of a document, and says everything that is wrong with it at once.</summary>
internal sealed class ProcessMapReader
{
    private readonly List<ProcessMapProblem> _problems = [];
    private readonly Dictionary<string, int> _lines = [];

    /// <exception cref="ProcessMapException">The document is no sound map.</exception>
    public static ProcessMap Read(DocNode root)
    {
        if (root is not DocObject document)
            throw DocBuilder.Problem("$", root.Line, "expected a map with the fields 'name' and 'steps'.");
        return new ProcessMapReader().ReadMap(document);
    }

    private ProcessMap ReadMap(DocObject document)
    {
        var fields = new FieldReader(document, _problems);
        var name = fields.Required("name", "a process needs a name.");
        var description = fields.Text("description");
        var seed = fields.Integer("seed") ?? 1;
        var hands = fields.Take("hands") is { } limits ? ReadHands(fields, limits) : null;
        var today = fields.Take("today");
        var steps = fields.Take("steps") switch
        {
            DocList list => list.Items.Select(ReadStep).ToList(),
            null => fields.Wrong<List<ProcessStep>>(document, "the field 'steps' is missing: the list of steps.", []),
            { } other => fields.Wrong<List<ProcessStep>>(other, "expected a list of steps.", []),
        };
        fields.RefuseOthers();

        var waits = TodayReader.Read(today, steps, _problems);
        if (today is not null && steps.FirstOrDefault(step => step.After is not null) is { } both)
            _problems.Add(new(today.Path, today.Line, $"say today's order here or by 'after' of the steps ('{both.Id}' has it), not both."));

        var map = new ProcessMap(
            name, [.. steps.Select(step => step.After is null && waits.TryGetValue(step.Id, out var after) ? step with { After = after } : step)],
            description, hands, seed);
        Remember(document);
        if (steps.Count > 0 || _problems.Count == 0) Check(map);
        return _problems.Count == 0 ? map : throw new ProcessMapException([.. _problems.OrderBy(problem => problem.Line ?? int.MaxValue)]);
    }

    private ProcessStep ReadStep(DocNode node)
    {
        if (node is not DocObject step)
        {
            _problems.Add(new(node.Path, node.Line, "expected a step: { id, name, needs, duration, after, owner, automatic }."));
            return new("", "", [], new StepDuration.Fixed(0));
        }

        var fields = new FieldReader(step, _problems);
        var id = fields.Required("id", "a step needs an id.");
        var name = fields.Text("name") ?? id;
        var needs = fields.Texts("needs") ?? [];
        var duration = DurationReader.Read(
            fields.Take("duration"), new($"{step.Path}.duration", step.Line, $"'{id}' has no duration; {Durations.Expected}."), _problems);
        var read = new ProcessStep(id, name, needs, duration, fields.Texts("after"), fields.Text("owner"), fields.Flag("automatic"));
        fields.RefuseOthers();
        return read;
    }

    /// <summary>One number is the total; otherwise a number by owner, with <c>total</c> for all together.</summary>
    private static Hands ReadHands(FieldReader fields, DocNode node)
    {
        if (node is not DocObject byOwner) return new(fields.Integer(node), new Dictionary<string, int>());
        var counts = byOwner.Fields.ToDictionary(field => field.Name, field => fields.Integer(field.Value));
        int? total = counts.Remove("total", out var all) ? all : null;
        return new(total, counts);
    }

    /// <summary>Adds what is not sound, with the lines where it is written; what was found already is not said again.</summary>
    private void Check(ProcessMap map)
    {
        var known = _problems.Select(problem => problem.Path).ToHashSet();
        foreach (var problem in ProcessMapCheck.Problems(map).Where(problem => !known.Contains(problem.Path)))
            _problems.Add(problem.Path == "$" ? problem : problem with { Line = LineOf(problem.Path) });
    }

    private int? LineOf(string path)
    {
        for (; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
            if (_lines.TryGetValue(path, out var line)) return line;
        return null;
    }

    private void Remember(DocNode node)
    {
        _lines[node.Path] = node.Line;
        if (node is DocObject fields) foreach (var (_, value) in fields.Fields) Remember(value);
        if (node is DocList list) foreach (var item in list.Items) Remember(item);
    }
}

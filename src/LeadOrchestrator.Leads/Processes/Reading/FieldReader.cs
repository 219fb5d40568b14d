namespace LeadOrchestrator.Leads.Processes.Reading;

/// <summary>Takes the fields of an object one by one and remembers everything that is wrong with them.</summary>
internal sealed class FieldReader(DocObject node, List<ProcessMapProblem> problems)
{
    private readonly Dictionary<string, DocNode> _fields = node.Fields.ToDictionary(field => field.Name, field => field.Value);
    private readonly List<string> _known = [];

    public DocNode? Take(string name)
    {
        _known.Add(name);
        return _fields.GetValueOrDefault(name) is { } value and not DocText { Value: null } ? value : null;
    }

    public string? Text(string name) => Take(name) switch
    {
        null => null,
        DocText text => text.Value,
        { } other => Wrong<string?>(other, "expected a text.", null),
    };

    public string Required(string name, string why)
    {
        var before = problems.Count;
        if (Text(name) is { } text && !string.IsNullOrWhiteSpace(text)) return text;
        if (problems.Count == before) problems.Add(new($"{node.Path}.{name}", node.Line, why));
        return "";
    }

    public int? Integer(string name) => Take(name) is { } value ? Integer(value) : null;

    public int Integer(DocNode value) =>
        value is DocText { Value: { } text } && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : Wrong(value, "expected a whole number.", 1);

    public bool Flag(string name) => Take(name) switch
    {
        null or DocText { Value: "false" } => false,
        DocText { Value: "true" } => true,
        { } other => Wrong(other, "expected true or false.", false),
    };

    /// <summary>A list of texts, or one text that stands for a list of one.</summary>
    public IReadOnlyList<string>? Texts(string name) => Take(name) switch
    {
        null => null,
        DocText { Value: { } one } => [one],
        DocList list => [.. list.Items.Select(item => item is DocText { Value: { } text } ? text : Wrong(item, "expected the id of a step.", "")).Where(text => text.Length > 0)],
        { } other => Wrong<string[]?>(other, "expected a list of step ids.", null),
    };

    /// <summary>Says of every field that nobody took that it is not known.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, value) in node.Fields.Where(field => !_known.Contains(field.Name)))
            problems.Add(new(value.Path, value.Line, $"the field '{name}' is not known; expected {string.Join(", ", _known)}{NearestName.Hint(name, _known)}"));
    }

    public T Wrong<T>(DocNode value, string message, T instead)
    {
        problems.Add(new(value.Path, value.Line, message));
        return instead;
    }
}

namespace LeadOrchestrator.Leads.Processes.Reading;

/// <summary>A place in a document, JSON or YAML.</summary>
internal abstract record DocNode(string Path, int Line);

/// <summary>A single value as it is written; null for an explicit nothing.</summary>
internal sealed record DocText(string Path, int Line, string? Value) : DocNode(Path, Line);

/// <summary>A list.</summary>
internal sealed record DocList(string Path, int Line, IReadOnlyList<DocNode> Items) : DocNode(Path, Line);

/// <summary>Named fields, in the order in which they are written.</summary>
internal sealed record DocObject(string Path, int Line, IReadOnlyList<(string Name, DocNode Value)> Fields) : DocNode(Path, Line);

/// <summary>Builds nodes from the tokens of any of the formats; refuses what no sound map contains.</summary>
internal sealed class DocBuilder
{
    /// <summary>A map is four levels deep; what is deeper is no map.</summary>
    private const int MostLevels = 16;

    private readonly Stack<Open> _open = new();
    private string? _name;

    /// <summary>The finished document, or null as long as it is not.</summary>
    public DocNode? Root { get; private set; }

    /// <summary>Whether the next token is a field's name.</summary>
    public bool ExpectsName => _open.TryPeek(out var open) && open.Fields is not null && _name is null;

    public void Name(string name, int line)
    {
        var open = _open.Peek();
        if (!open.Names!.Add(name)) throw Problem(open.Path, line, $"the field '{name}' is given twice.");
        _name = name;
    }

    public void Value(string? value, int line) => Add(new DocText(NextPath(), line, value));

    public void Begin(bool list, int line)
    {
        var path = NextPath();
        if (_open.Count == MostLevels) throw Problem(path, line, $"more than {MostLevels} levels deep; a process map has four.");
        _open.Push(new(path, line, _name, list));
        _name = null;
    }

    public void End()
    {
        var open = _open.Pop();
        _name = open.Name;
        Add(open.Fields is { } fields ? new DocObject(open.Path, open.Line, fields) : new DocList(open.Path, open.Line, open.Items!));
    }

    public static ProcessMapException Problem(string path, int? line, string message) => new([new(path, line, message)]);

    private void Add(DocNode node)
    {
        if (!_open.TryPeek(out var open))
        {
            Root = node;
            return;
        }

        if (open.Fields is { } fields) fields.Add((_name!, node));
        else open.Items!.Add(node);
        _name = null;
    }

    private string NextPath()
    {
        if (!_open.TryPeek(out var open)) return "$";
        return open.Items is { } items ? $"{open.Path}[{items.Count}]" : $"{open.Path}.{_name}";
    }

    private sealed class Open(string path, int line, string? name, bool list)
    {
        public string Path => path;

        public int Line => line;

        public string? Name => name;

        public List<DocNode>? Items { get; } = list ? [] : null;

        public List<(string, DocNode)>? Fields { get; } = list ? null : [];

        public HashSet<string>? Names { get; } = list ? null : [];
    }
}

using System.Collections.Frozen;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>A table of names and their code, from a resource: code, other codes, name, other names, separated by tabs and bars.</summary>
internal sealed class CodeTable
{
    private readonly FrozenDictionary<string, string> _codes;

    private CodeTable(FrozenDictionary<string, string> codes) => _codes = codes;

    public static CodeTable Load(string resource)
    {
        using var stream = typeof(CodeTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}; it was built wrongly.");
        using var reader = new StreamReader(stream);
        Dictionary<string, string> codes = new(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            foreach (var name in cells.SelectMany(cell => cell.Split('|'))) codes[name] = cells[0];
        }
        return new CodeTable(codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    public string? Find(string name) => _codes.GetValueOrDefault(name);
}

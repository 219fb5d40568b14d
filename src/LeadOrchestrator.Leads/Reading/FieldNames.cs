using System.Collections.Frozen;

namespace LeadOrchestrator.Leads.Reading;

/// <summary>The fields that an object may have, and which of them a mistyped one was probably meant to be.</summary>
internal sealed class FieldNames
{
    private readonly string[] _names;
    private readonly FrozenDictionary<string, int> _index;

    public FieldNames(params string[] names)
    {
        _names = names;
        _index = names.Select((name, i) => KeyValuePair.Create(name, i)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public int Count => _names.Length;

    public int IndexOf(string name) => _index.TryGetValue(name, out var index) ? index : -1;

    /// <summary>What to say of an unknown field.</summary>
    public string Unknown(string name) => Unknown("field", name, _names);

    /// <summary>What to say of an unknown name of any kind.</summary>
    public static string Unknown(string kind, string name, IEnumerable<string> known)
    {
        List<string> all = [.. known];
        var start = $"Unknown {kind} \"{JsonPath.Shorten(name)}\"";
        if (Nearest(name, all) is { } nearest) return $"{start}; did you mean \"{nearest}\"?";
        return all.Count == 0 ? $"{start}; none is defined." : $"{start}; known are {string.Join(", ", all.Take(30))}{(all.Count > 30 ? ", …" : "")}.";
    }

    /// <summary>The known name that differs least, if it differs little: a few letters, case, or <c>first_name</c> for <c>firstName</c>.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length > 60) return null;
        var plain = Plain(name);
        var furthest = Math.Max(1, plain.Length / 3);
        var best = known
            .Select(candidate => (Name: candidate, Plain: Plain(candidate)))
            .Where(candidate => Math.Abs(candidate.Plain.Length - plain.Length) <= furthest) // as many letters differ at least
            .Select(candidate => (candidate.Name, Distance: Distance(plain, candidate.Plain)))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        return best.Distance <= furthest ? best.Name : null;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Levenshtein distance in which two neighbours that changed places count as one (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        return d[a.Length, b.Length];
    }
}

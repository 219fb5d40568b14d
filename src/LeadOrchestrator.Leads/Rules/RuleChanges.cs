using System.Text.Json;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>What differs between two rule documents, in words for a log: counts and names, a line's worth.</summary>
public static class RuleChanges
{
    /// <summary>How many names of a kind are told before the rest is only counted.</summary>
    private const int Named = 3;

    /// <summary>The lists whose entries have a name of their own: where they are, what an entry is called, and its name's property.</summary>
    private static readonly (string Path, string One, string Many, string Key)[] Lists =
    [
        ("routing.reps", "rep", "reps", "id"),
        ("routing.teams", "team", "teams", "id"),
        ("routing.rules", "routing rule", "routing rules", "name"),
        ("followUp.rules", "follow-up rule", "follow-up rules", "name"),
        ("scoring.fit.rules", "fit rule", "fit rules", "name"),
        ("scoring.engagement.rules", "engagement rule", "engagement rules", "name"),
        ("scoring.engagement.activities", "activity type", "activity types", "type"),
    ];

    /// <summary>Tells the changes, the routing first; "nothing but the label" where the decisions are the same.</summary>
    /// <param name="before">The rules until now.</param>
    /// <param name="after">The rules from now on.</param>
    public static string Describe(RuleSet before, RuleSet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        using var old = JsonDocument.Parse(before.Document.TrimStart('\uFEFF'));
        using var now = JsonDocument.Parse(after.Document.TrimStart('\uFEFF'));
        List<string> changes = [.. Lists.SelectMany(list => InList(list, At(old.RootElement, list.Path), At(now.RootElement, list.Path)))];
        changes.AddRange(Elsewhere(old.RootElement, now.RootElement, "").Select(path => $"{path} changed"));
        return changes.Count == 0 ? "nothing but the label" : string.Join(", ", changes);
    }

    private static IEnumerable<string> InList((string Path, string One, string Many, string Key) list, JsonElement? old, JsonElement? now)
    {
        var before = ByName(old, list.Key);
        var after = ByName(now, list.Key);
        var changes = new (string What, IEnumerable<string> Names)[]
        {
            ("added", after.Keys.Where(name => !before.ContainsKey(name))),
            ("removed", before.Keys.Where(name => !after.ContainsKey(name))),
            ("changed", after.Keys.Where(name => before.TryGetValue(name, out var was) && !JsonElement.DeepEquals(was, after[name]))),
        };
        foreach (var (what, found) in changes)
        {
            string[] names = [.. found];
            if (names.Length == 0) continue;
            var rest = names.Length > Named ? ", …" : "";
            yield return $"{names.Length} {(names.Length == 1 ? list.One : list.Many)} {what} ({string.Join(", ", names.Take(Named).Select(name => $"'{name}'"))}{rest})";
        }

        if (before.Keys.Where(after.ContainsKey).SequenceEqual(after.Keys.Where(before.ContainsKey), StringComparer.Ordinal)) yield break;
        yield return $"order of {list.Many} changed";
    }

    /// <summary>Everything that is in no list of the above, by path: objects are looked into, other values compared.</summary>
    private static IEnumerable<string> Elsewhere(JsonElement old, JsonElement now, string path)
    {
        var names = old.EnumerateObject().Concat(now.EnumerateObject()).Select(property => property.Name).Distinct(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var here = path.Length == 0 ? name : $"{path}.{name}";
            if (here is "$schema" or "label" || Lists.Any(list => list.Path == here)) continue;
            var before = At(old, name);
            var after = At(now, name);
            if (before is { } was && after is { } becomes)
            {
                if (was.ValueKind == JsonValueKind.Object && becomes.ValueKind == JsonValueKind.Object)
                    foreach (var inner in Elsewhere(was, becomes, here)) yield return inner;
                else if (!JsonElement.DeepEquals(was, becomes)) yield return here;
            }
            else if ((before ?? after) is { ValueKind: JsonValueKind.Object } only)
            {
                // A section that came or went may hold nothing but lists that are told above.
                using var empty = JsonDocument.Parse("{}");
                foreach (var inner in Elsewhere(empty.RootElement, only, here).ToList()) yield return inner;
            }
            else
            {
                yield return here;
            }
        }
    }

    /// <summary>The entries by their names, in the document's order; of entries of one name the first.</summary>
    private static OrderedDictionary<string, JsonElement> ByName(JsonElement? list, string key)
    {
        var found = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        if (list is not { ValueKind: JsonValueKind.Array } entries) return found;
        foreach (var entry in entries.EnumerateArray())
            if (At(entry, key) is { } name) found.TryAdd(name.ToString(), entry);
        return found;
    }

    private static JsonElement? At(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element;
    }
}

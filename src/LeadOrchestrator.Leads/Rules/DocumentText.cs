using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>The texts of a rule document: names and ids, and references to them.</summary>
internal static class DocumentText
{
    public const int LongestName = 100;

    /// <summary>A name that has to be there.</summary>
    public static string? Name(JsonFields fields, string field, string expectation = "a name") =>
        fields.Require(field, expectation) is null ? null : Optional(fields, field);

    /// <summary>A name that may be missing.</summary>
    public static string? Optional(JsonFields fields, string field) => fields.Text(field) is { } text ? Checked(text, fields.PathOf(field), fields.Errors) : null;

    /// <summary>A list of names, none of them twice.</summary>
    public static IReadOnlyList<string> List(JsonFields fields, string field, int max, Func<string, string?>? check = null)
    {
        List<string> texts = [];
        foreach (var (element, path) in fields.Array(field, max))
        {
            if (element.ValueKind != System.Text.Json.JsonValueKind.String) fields.Errors.Add(path, JsonValues.Expected("a text", element));
            else if (JsonValues.TextOf(element) is not { } text) fields.Errors.Add(path, JsonValues.NotUnicode);
            else if (Checked(text, path, fields.Errors) is not { } name) continue;
            else if (check?.Invoke(name) is { } problem) fields.Errors.Add(path, problem);
            else if (texts.Contains(name, StringComparer.OrdinalIgnoreCase)) fields.Errors.Add(path, $"\"{name}\" is there twice; keep one.");
            else texts.Add(name);
        }
        return texts;
    }

    /// <summary>A duration that may be missing.</summary>
    public static TimeSpan? Duration(JsonFields fields, string field)
    {
        if (fields.Text(field) is not { } text) return null;
        if (DurationText.Parse(text) is { } duration) return duration;
        fields.Error(field, $"Expected {DurationText.Expected}, found \"{JsonPath.Shorten(text)}\".");
        return null;
    }

    /// <summary>Reports what bears the same name as something before it.</summary>
    public static void ReportDuplicates(IEnumerable<(string? Name, string Path)> named, ErrorList errors)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, path) in named)
            if (name is not null && !seen.Add(name)) errors.Add(path, $"\"{name}\" is used twice; names must differ, and not only in case.");
    }

    private static string? Checked(string text, string path, ErrorList errors)
    {
        if (string.IsNullOrWhiteSpace(text)) errors.Add(path, "Is empty; expected a text.");
        else if (text.Length > LongestName) errors.Add(path, $"Is {text.Length} characters long; {LongestName} at most.");
        else if (text.Any(char.IsControl)) errors.Add(path, "Holds a control character; remove it.");
        else if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) errors.Add(path, "Begins or ends with a space; remove it.");
        else return text;
        return null;
    }
}

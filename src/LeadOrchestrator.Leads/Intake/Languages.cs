namespace LeadOrchestrator.Leads.Intake;

/// <summary>Languages by English or own name, or BCP 47 tag.</summary>
public static class Languages
{
    private static readonly CodeTable Table = CodeTable.Load("LeadOrchestrator.Leads.languages.tsv");

    /// <summary>The primary subtag of a language, for example <c>de</c> for <c>German</c>, <c>Deutsch</c> or <c>de-AT</c>; null if unknown.</summary>
    public static string? CodeOf(string? language)
    {
        if (string.IsNullOrWhiteSpace(language)) return null;
        var text = language.Trim();
        if (Table.Find(text) is { } code) return code;
        var end = text.AsSpan().IndexOfAny('-', '_');
        return end is 2 or 3 ? Table.Find(text[..end]) : null;
    }

    /// <summary>Whether two texts mean the same language, whatever the region: <c>German</c> and <c>de-AT</c>. Unknown ones are compared as text.</summary>
    public static bool Same(string? left, string? right) =>
        CodeOf(left) is { } code
            ? code == CodeOf(right)
            : !string.IsNullOrWhiteSpace(left) && string.Equals(left.Trim(), right?.Trim(), StringComparison.OrdinalIgnoreCase);
}

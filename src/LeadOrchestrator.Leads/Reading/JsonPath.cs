using System.Globalization;

namespace LeadOrchestrator.Leads.Reading;

/// <summary>Paths of errors, as JSONPath (RFC 9535) writes them: <c>$.activities[2].at</c>, <c>$.attributes['Last Activity']</c>.</summary>
internal static class JsonPath
{
    private const int LongestName = 60;

    public static string Of(string parent, string name) =>
        IsPlain(name) ? $"{parent}.{name}" : $"{parent}['{Shorten(name)}']";

    public static string Of(string parent, int index) => string.Create(CultureInfo.InvariantCulture, $"{parent}[{index}]");

    /// <summary>A name or value as messages quote it: not too long, no control characters.</summary>
    public static string Shorten(string text, int longest = LongestName)
    {
        var cut = text.Length > longest ? text[..longest] + "…" : text;
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '\uFFFD' : source[i];
        });
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= LongestName && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}

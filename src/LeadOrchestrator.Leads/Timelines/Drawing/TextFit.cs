using System.Globalization;
using System.Text;

namespace LeadOrchestrator.Leads.Timelines.Drawing;

/// <summary>Fits texts into widths without a font at hand: letters are counted by how wide they usually are.</summary>
internal static class TextFit
{
    /// <summary>An estimate of a text's width in pixels; rather too wide than too narrow.</summary>
    public static double Width(string text, double fontSize) => text.EnumerateRunes().Sum(WidthOf) * fontSize;

    /// <summary>The text, cut with … if it does not fit.</summary>
    public static string Cut(string text, double width, double fontSize)
    {
        text = OneLine(text);
        if (Width(text, fontSize) <= width) return text;
        var kept = new StringBuilder();
        var left = width - Width("…", fontSize);
        foreach (var element in Elements(text))
        {
            left -= Width(element, fontSize);
            if (left < 0) break;
            kept.Append(element);
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>The text in at most two lines, broken between words if possible.</summary>
    public static (string First, string? Second) TwoLines(string text, double width, double fontSize)
    {
        text = OneLine(text);
        if (Width(text, fontSize) <= width) return (text, null);
        var space = -1;
        for (var i = 1; i < text.Length; i++)
            if (text[i] == ' ' && Width(text[..i], fontSize) <= width) space = i;
        if (space > 0) return (text[..space], Cut(text[(space + 1)..], width, fontSize));

        var first = new StringBuilder();
        foreach (var element in Elements(text))
        {
            if (Width(first.ToString() + element, fontSize) > width) break;
            first.Append(element);
        }

        return (first.ToString(), Cut(text[first.Length..], width, fontSize));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) yield return elements.GetTextElement();
    }

    private static double WidthOf(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' => 0.33,
        'f' or 't' or 'r' or 'I' or '(' or ')' or '-' or '/' => 0.42,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' => 0.95,
        >= 'A' and <= 'Z' => 0.70,
        >= 0x1100 => 1.05,
        _ => 0.60,
    };
}

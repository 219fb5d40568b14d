using System.Globalization;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>What every text of a lead goes through: trimmed, empty is none, not too long, no control characters.</summary>
internal static class TextRules
{
    /// <summary>The text, or null if there is none or if it was reported.</summary>
    public static string? Clean(string? text, int maxLength, bool manyLines, string path, ErrorList errors)
    {
        if (text is null) return null;
        if (manyLines) text = text.ReplaceLineEndings("\n");
        text = text.Trim();
        if (text.Length == 0) return null;
        if (text.Length > maxLength)
        {
            errors.Add(path, $"Is {text.Length} characters long; {maxLength} at most.");
            return null;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsControl(text[i]) || (manyLines && text[i] is '\n' or '\t')) continue;
            errors.Add(path, string.Create(CultureInfo.InvariantCulture, $"Holds the control character U+{(int)text[i]:X4} at position {i + 1}; remove it."));
            return null;
        }
        return text;
    }
}

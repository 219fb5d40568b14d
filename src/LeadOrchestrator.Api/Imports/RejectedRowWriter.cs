using System.Text.RegularExpressions;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Imports;

/// <summary>
/// Writes rejected rows as they stand in their file, so that mending them starts from what was sent; except that a field a
/// spreadsheet would take for a formula gets an apostrophe in front (CSV injection,
/// https://owasp.org/www-community/attacks/CSV_Injection), whichever of the delimiters that an import detects the spreadsheet goes by,
/// and whatever quotes and spaces stand in front of it. Plain numbers and phone numbers with a sign are left alone.
/// </summary>
internal static partial class RejectedRowWriter
{
    /// <summary>A row, with its line break.</summary>
    public static string Write(string raw, ImportFormat format)
    {
        var row = raw.TrimEnd('\r', '\n');
        return (format == ImportFormat.Csv ? FormulaStart().Replace(row, "$1'") : row) + "\n";
    }

    // Works on the text, not on fields: a row with unmatched quotes has no fields that anybody could be sure of.
    [GeneratedRegex("""((?:^|[,;\t|\r\n])[" \u00A0]*)(?=[=@＝＠]|[+\-＋－](?![0-9 ().\-]*(?:[",;\t|\r\n]|\z)))""", RegexOptions.CultureInvariant)]
    private static partial Regex FormulaStart();
}

using System.Text.RegularExpressions;

namespace LeadOrchestrator.Api.Http;

/// <summary>
/// Text that a spreadsheet may open: what it would take for a formula gets an apostrophe in front (CSV injection,
/// https://owasp.org/www-community/attacks/CSV_Injection), whichever of the delimiters that an import detects the spreadsheet goes by,
/// and whatever quotes and spaces stand in front of it. Plain numbers and phone numbers with a sign are left alone.
/// </summary>
public static partial class SpreadsheetText
{
    /// <summary>A row, or a field of one, that no spreadsheet takes for a formula.</summary>
    public static string Neutralize(string text) => FormulaStart().Replace(text, "$1'");

    // Works on the text, not on fields: a row with unmatched quotes has no fields that anybody could be sure of, and a field may hold
    // the delimiter that another spreadsheet goes by.
    [GeneratedRegex("""((?:^|[,;\t|\r\n])[" \u00A0]*)(?=[=@＝＠]|[+\-＋－](?![0-9 ().\-]*(?:[",;\t|\r\n]|\z)))""", RegexOptions.CultureInvariant)]
    private static partial Regex FormulaStart();
}

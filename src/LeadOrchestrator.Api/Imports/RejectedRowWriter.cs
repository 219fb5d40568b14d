using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Imports;

/// <summary>
/// Writes rejected rows as they stand in their file, so that mending them starts from what was sent; except for what a spreadsheet
/// would take for a formula.
/// </summary>
internal static class RejectedRowWriter
{
    /// <summary>A row, with its line break.</summary>
    public static string Write(string raw, ImportFormat format)
    {
        var row = raw.TrimEnd('\r', '\n');
        return (format == ImportFormat.Csv ? SpreadsheetText.Neutralize(row) : row) + "\n";
    }
}

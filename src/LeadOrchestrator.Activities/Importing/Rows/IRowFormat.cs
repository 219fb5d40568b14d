using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>Takes one row after the other from a file.</summary>
internal interface IRowFormat
{
    /// <summary>Takes the row, or the blank line, at the beginning of the data.</summary>
    /// <param name="data">From the beginning of a row on; not empty.</param>
    /// <param name="ended">Whether the data reaches to the end of the file.</param>
    /// <returns>The row; null if more data is needed.</returns>
    TakenRow? Take(ReadOnlySpan<byte> data, bool ended);
}

/// <summary>One row, or a blank line.</summary>
/// <param name="Length">Its bytes, line end included.</param>
/// <param name="Content">Its bytes without line end.</param>
/// <param name="Lines">How many physical lines it takes.</param>
/// <param name="Reading">What it says; null for a blank line.</param>
internal sealed record TakenRow(int Length, int Content, int Lines, RowReading? Reading);

/// <summary>What a row says.</summary>
/// <param name="Lead">The lead; null if the row is rejected.</param>
/// <param name="Repair">What was repaired to read it; null if nothing.</param>
/// <param name="Problem">Why it is rejected; null if it is not.</param>
/// <param name="Path">The field to blame, where one is.</param>
internal sealed record RowReading(Lead? Lead, string? Repair, string? Problem, string? Path)
{
    public static RowReading Rejected(string problem, string? path = null) => new(null, null, problem, path);
}

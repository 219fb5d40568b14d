namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>One record of a CSV file as it was found.</summary>
/// <param name="Fields">Its fields; empty if there is a problem.</param>
/// <param name="Length">Its bytes, line end included.</param>
/// <param name="Content">Its bytes without line end.</param>
/// <param name="Lines">How many physical lines it takes.</param>
/// <param name="Problem">Why it cannot be read; null if it can. It is then the first physical line alone, so that damage does not swallow the rows behind it.</param>
internal sealed record CsvRecord(IReadOnlyList<CsvField> Fields, int Length, int Content, int Lines, string? Problem);

/// <summary>Where a field stands in its record.</summary>
/// <param name="Start">Its first byte, the quote not counted.</param>
/// <param name="Length">Its bytes, quotes not counted.</param>
/// <param name="Quoted">Whether it is in quotes; quotes inside are then doubled.</param>
internal readonly record struct CsvField(int Start, int Length, bool Quoted);

using System.Text;
using LeadOrchestrator.Activities.Importing.Mapping;

namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>Rows of a CSV file. What is damaged is repaired only where there is one way to read it; else it is rejected, with the reason.</summary>
internal sealed class CsvFormat(CsvHeader header, RowToLead toLead, int maxRowBytes) : IRowFormat
{
    private int Columns => header.Names.Count;

    public TakenRow? Take(ReadOnlySpan<byte> data, bool ended)
    {
        if (CsvParser.Read(data, ended, header.Delimiter, maxRowBytes) is not { } record) return null;
        if (record.Problem is { } problem) return Row(record, RowReading.Rejected(problem));
        if (CsvText.Decode(data, record.Fields, out var badColumn) is not { } texts)
            return Row(record, RowReading.Rejected($"{NameOf(badColumn)} holds bytes that are not UTF-8. Save the file as UTF-8."));
        if (texts.All(string.IsNullOrWhiteSpace)) return Row(record, null);
        if (texts.Length == Columns) return Row(record, toLead.Read(texts));
        if (Repair(record, texts) is { } repaired) return Row(record, repaired);

        var wrong = $"The row has {texts.Length} {(texts.Length == 1 ? "column" : "columns")}; the header has {Columns}.";
        if (record.Lines == 1) return Row(record, RowReading.Rejected(wrong));

        // Probably a stray quote that swallowed the next rows: only the first line is given up.
        return CsvParser.Damaged(data, ended, $"{wrong} It runs over {record.Lines} lines: look for a stray quote.") is { } first
            ? Row(first, RowReading.Rejected(first.Problem!))
            : null;
    }

    private RowReading? Repair(CsvRecord record, string[] texts)
    {
        if (texts is [var whole] && record.Fields[0].Quoted && Unquote(whole) is { } inner)
            return toLead.Read(inner) with { Repair = "The whole row was quoted once too often; one layer of quotes was removed." };
        if (texts.Length > Columns && texts.Skip(Columns).All(string.IsNullOrWhiteSpace))
            return toLead.Read(texts[..Columns]) with { Repair = $"The row had {texts.Length - Columns} empty columns too many at its end; they were left out." };
        return null;
    }

    /// <summary>The text as a row of its own, if it is exactly one row with exactly the header's columns.</summary>
    private string[]? Unquote(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length > 0
            && CsvParser.Read(bytes, ended: true, header.Delimiter, maxRowBytes) is { Problem: null } record
            && record.Length == bytes.Length && record.Fields.Count == Columns
            ? CsvText.Decode(bytes, record.Fields, out _)
            : null;
    }

    private string NameOf(int column) =>
        column <= Columns ? $"Column {column} ('{header.Names[column - 1]}')" : $"Column {column}";

    private static TakenRow Row(CsvRecord record, RowReading? reading) => new(record.Length, record.Content, record.Lines, reading);
}

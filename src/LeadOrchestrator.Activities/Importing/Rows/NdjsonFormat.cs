using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>One JSON object a line, as <see cref="LeadReader"/> reads it.</summary>
internal sealed class NdjsonFormat(int maxRowBytes) : IRowFormat
{
    public TakenRow? Take(ReadOnlySpan<byte> data, bool ended)
    {
        if (!Lines.TryFirst(data, ended, out var content, out var whole)) return null;
        var line = data[..content];
        return new(whole, content, 1, line.Trim(" \t"u8).IsEmpty ? null : Read(line));
    }

    private RowReading Read(ReadOnlySpan<byte> line)
    {
        if (line.Length > maxRowBytes) return RowReading.Rejected($"The row is longer than {maxRowBytes} bytes (setting Imports:MaxRowBytes).");
        var reading = LeadReader.Read(line);
        return reading.Lead is { } lead
            ? new(lead, null, null, null)
            : RowReading.Rejected(string.Join(" ", reading.Errors.Select(error => error.Path == "$" ? error.Message : $"{error.Path}: {error.Message}")), reading.Errors[0].Path);
    }
}

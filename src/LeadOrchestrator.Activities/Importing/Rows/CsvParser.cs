namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>
/// Splits CSV (RFC 4180) into records and fields, on bytes, because an import resumes at byte offsets and must name the
/// physical line. A quote inside an unquoted field is an ordinary letter. Damage never reaches further than it must.
/// </summary>
internal static class CsvParser
{
    private const byte Quote = (byte)'"';
    private const byte Cr = (byte)'\r';
    private const byte Lf = (byte)'\n';

    /// <summary>Reads the record at the beginning of the data.</summary>
    /// <param name="data">From the beginning of a record on; not empty.</param>
    /// <param name="ended">Whether the data reaches to the end of the file.</param>
    /// <param name="delimiter">What separates fields.</param>
    /// <param name="maxBytes">The longest record.</param>
    /// <returns>The record, or null if more data is needed.</returns>
    public static CsvRecord? Read(ReadOnlySpan<byte> data, bool ended, byte delimiter, int maxBytes)
    {
        var fields = new List<CsvField>();
        for (var position = 0; ; position++)
        {
            CsvField field;
            if (position < data.Length && data[position] == Quote)
            {
                var close = FindClose(data, position + 1, out var unsure);
                if (unsure && !ended && data.Length <= maxBytes) return null;
                if (close < 0)
                    return Damaged(data, ended, $"Column {fields.Count + 1} begins with a quote that is never closed. Close it, or remove it.");
                field = new(position + 1, close - position - 1, Quoted: true);
                position = close + 1;
            }
            else
            {
                var length = data[position..].IndexOfAny(delimiter, Cr, Lf);
                if (length < 0 && !ended && data.Length <= maxBytes) return null;
                if (length < 0) length = data.Length - position;
                field = new(position, length, Quoted: false);
                position += length;
            }

            fields.Add(field);
            if (position > maxBytes) return Damaged(data, ended, $"The row is longer than {maxBytes} bytes (setting Imports:MaxRowBytes).");
            if (position >= data.Length) return ended ? Whole(data, fields, position, 0) : null;
            if (data[position] == delimiter) continue;

            var end = Lines.EndAt(data, position, ended);
            if (end < 0) return null;
            if (end > 0) return Whole(data, fields, position, end);
            return Damaged(data, ended, $"Column {fields.Count} goes on after its closing quote. Double the quotes inside it, or quote all of it.");
        }
    }

    /// <summary>The physical line at the beginning of the data as a damaged record; null if more data is needed.</summary>
    public static CsvRecord? Damaged(ReadOnlySpan<byte> data, bool ended, string problem) =>
        Lines.TryFirst(data, ended, out var content, out var whole) ? new([], whole, content, 1, problem) : null;

    private static CsvRecord Whole(ReadOnlySpan<byte> data, List<CsvField> fields, int content, int end)
    {
        var lines = Lines.Count(data[..(content + end)]) + (end == 0 ? 1 : 0);
        return new(fields, content + end, content, lines, null);
    }

    /// <summary>The closing quote; unsure where the data ends before it can be told.</summary>
    private static int FindClose(ReadOnlySpan<byte> data, int from, out bool unsure)
    {
        unsure = false;
        while (true)
        {
            var next = data[from..].IndexOf(Quote);
            if (next < 0)
            {
                unsure = true;
                return -1;
            }

            var at = from + next;
            if (at + 1 >= data.Length)
            {
                unsure = true;
                return at;
            }

            if (data[at + 1] != Quote) return at;
            from = at + 2;
        }
    }
}

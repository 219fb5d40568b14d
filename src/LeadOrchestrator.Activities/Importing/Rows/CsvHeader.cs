using System.Text;

namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>The first record of a CSV file.</summary>
/// <param name="Names">The columns' names, trimmed; <c>Column 3</c> for one without.</param>
/// <param name="Delimiter">What separates fields.</param>
/// <param name="Length">Its bytes, with byte order mark, blank lines before it and line end.</param>
/// <param name="Lines">How many physical lines it takes, blank lines before it included.</param>
internal sealed record CsvHeader(IReadOnlyList<string> Names, byte Delimiter, int Length, int Lines)
{
    /// <summary>The most columns that a file may have: many times what a lead can hold.</summary>
    private const int MaxColumns = 2000;

    private static readonly byte[] Delimiters = [.. ",;\t|"u8];

    /// <summary>Reads it; null if more data is needed.</summary>
    /// <param name="data">From the beginning of the file on.</param>
    /// <param name="ended">Whether the data reaches to the end of the file.</param>
    /// <param name="delimiter">What separates fields, where a mapping says so; null to tell from the header.</param>
    /// <param name="maxBytes">The longest record.</param>
    /// <exception cref="InvalidDataException">It cannot be read; the message says why and what to do.</exception>
    public static CsvHeader? Read(ReadOnlySpan<byte> data, bool ended, byte? delimiter, int maxBytes)
    {
        var (position, lines) = (data.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0, 0);
        while (true)
        {
            if (position >= data.Length) return ended ? throw new InvalidDataException("The file has no header line. Its first line must name the columns.") : null;
            if (!Rows.Lines.TryFirst(data[position..], ended, out var content, out var whole)) return null;
            if (!data.Slice(position, content).Trim(" \t"u8).IsEmpty) break;
            (position, lines) = (position + whole, lines + 1);
        }

        var rest = data[position..];
        var separator = delimiter ?? Detect(rest);
        if (CsvParser.Read(rest, ended, separator, maxBytes) is not { } record) return null;
        if (record.Problem is { } problem) throw new InvalidDataException($"The header line cannot be read. {problem}");
        var names = CsvText.Decode(rest, record.Fields, out var badColumn)
            ?? throw new InvalidDataException($"Column {badColumn} of the header line is not UTF-8. Save the file as UTF-8.");
        if (names.Length > MaxColumns)
            throw new InvalidDataException($"The header line names {names.Length} columns; {MaxColumns} at most. Leave out those that say nothing about a lead.");
        return new(Named(names), separator, position + record.Length, lines + record.Lines);
    }

    /// <summary>What stands outside quotes most often in the first line; a comma where nothing does.</summary>
    private static byte Detect(ReadOnlySpan<byte> data)
    {
        Span<int> counts = stackalloc int[Delimiters.Length];
        var quoted = false;
        foreach (var letter in data)
        {
            if (letter == (byte)'"') quoted = !quoted;
            else if (!quoted && letter is (byte)'\r' or (byte)'\n') break;
            else if (!quoted && Array.IndexOf(Delimiters, letter) is var index && index >= 0) counts[index]++;
        }

        var best = 0;
        for (var index = 1; index < counts.Length; index++)
            if (counts[index] > counts[best]) best = index;
        return Delimiters[best];
    }

    private static List<string> Named(string[] names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var copies = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase); // counted on, not from 2 each time: a header may be one name, thousands of times
        var result = new List<string>(names.Length);
        for (var index = 0; index < names.Length; index++)
        {
            var name = names[index].Trim() is { Length: > 0 } given ? given : $"Column {index + 1}";
            var unique = name;
            while (!seen.Add(unique)) unique = $"{name} ({copies[name] = copies.GetValueOrDefault(name, 1) + 1})";
            result.Add(unique);
        }

        return result;
    }
}

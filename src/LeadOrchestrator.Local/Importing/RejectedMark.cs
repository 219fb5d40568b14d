using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LeadOrchestrator.Local.Importing;

/// <summary>
/// The reason in front of a rejected row. It stands first, not last, so that the row behind it may stay as damaged as it
/// was, and so that it can be taken off again line by line, whatever the row looks like.
/// </summary>
internal static class RejectedMark
{
    /// <summary>The column, or the member, that holds the reason.</summary>
    public const string Name = "#rejected";

    private const string CsvStart = "\"" + Name + " ";
    private const string Delimiters = ",;\t|";
    private const string JsonStart = "{\"" + Name + "\":\"";

    /// <summary>The header of a CSV file with the column of reasons in front.</summary>
    public static string CsvHeader(string header) => $"{Name}{DelimiterOf(header)}{header}";

    /// <summary>A row of a CSV file with its reason in front.</summary>
    public static string Csv(int line, string reason, char delimiter, string row) =>
        $"{CsvStart}line {line}: {OneLine(reason).Replace('"', '\'')}\"{delimiter}{row}";

    /// <summary>What separates the columns of a header: what is most often in it.</summary>
    public static char DelimiterOf(string header) => Delimiters.MaxBy(delimiter => header.Count(character => character == delimiter));

    /// <summary>A line of NDJSON with its reason as the first member; what is no object is wrapped whole in one.</summary>
    public static string Json(int line, string reason, string row)
    {
        var text = JsonEncodedText.Encode($"line {line}: {reason}", JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        if (!row.StartsWith('{'))
            return $"{JsonStart}{text}\",\"row\":\"{JsonEncodedText.Encode(row, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"}}";
        var rest = row[1..].TrimStart();
        return $"{JsonStart}{text}\"{(rest.StartsWith('}') ? "" : ",")}{rest}";
    }

    /// <summary>Whether a file begins with the column of reasons, or its first line with a reason.</summary>
    public static bool IsMarked(string firstLine) =>
        IsMarkedHeader(firstLine) || firstLine.StartsWith(JsonStart, StringComparison.Ordinal);

    /// <summary>A line without its reason; a line without one is left as it is.</summary>
    public static string Strip(string line)
    {
        if (IsMarkedHeader(line)) return line[(Name.Length + 1)..];
        if (line.StartsWith(CsvStart, StringComparison.Ordinal))
        {
            var end = line.IndexOf('"', CsvStart.Length);
            return end >= 0 && end + 1 < line.Length && Delimiters.Contains(line[end + 1]) ? line[(end + 2)..] : line;
        }

        if (!line.StartsWith(JsonStart, StringComparison.Ordinal)) return line;
        for (var i = JsonStart.Length; i < line.Length; i++)
        {
            if (line[i] == '\\') i++;
            else if (line[i] == '"') return "{" + line[(i + 1)..].TrimStart().TrimStart(',');
        }

        return line;
    }

    private static bool IsMarkedHeader(string line) =>
        line.StartsWith(Name, StringComparison.Ordinal) && line.Length > Name.Length && Delimiters.Contains(line[Name.Length]);

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text) line.Append(char.IsControl(character) ? ' ' : character);
        return line.ToString();
    }
}

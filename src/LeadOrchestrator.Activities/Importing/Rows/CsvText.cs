using System.Text;

namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>The texts of a record's fields.</summary>
internal static class CsvText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes the fields; null, with the number of the column from 1, if one is not UTF-8.</summary>
    public static string[]? Decode(ReadOnlySpan<byte> data, IReadOnlyList<CsvField> fields, out int badColumn)
    {
        badColumn = 0;
        var texts = new string[fields.Count];
        for (var index = 0; index < texts.Length; index++)
        {
            var (start, length, quoted) = fields[index];
            try
            {
                var text = Strict.GetString(data.Slice(start, length));
                texts[index] = quoted ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
            }
            catch (DecoderFallbackException)
            {
                badColumn = index + 1;
                return null;
            }
        }

        return texts;
    }

    /// <summary>The row as it stands in the file, cut where it is very long; bytes that are not UTF-8 become U+FFFD.</summary>
    public static string Raw(ReadOnlySpan<byte> row, int maxBytes) =>
        row.Length <= maxBytes ? Encoding.UTF8.GetString(row) : Encoding.UTF8.GetString(row[..maxBytes]) + "…";
}

using System.Text;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Local.Importing;

/// <summary>
/// Writes the rows that an import rejected beside the imported file, as they stand there: it is the user's own file, to be
/// mended and imported again, so nothing in it is neutralised as in an export.
/// </summary>
internal static class RejectedFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The path for the rejected rows of a file; those of a file of rejected rows get a name of their own.</summary>
    public static string PathFor(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        return Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(path)}.rejected{Path.GetExtension(path)}");
    }

    /// <summary>Why a row was rejected, with the field in front unless the reason names it or it is the whole row.</summary>
    public static string Reason(ImportRow row) =>
        row.Path is null or "$" || row.Reason.StartsWith(row.Path, StringComparison.Ordinal) ? row.Reason : $"{row.Path}: {row.Reason}";

    /// <summary>Writes the file; nothing if there are no such rows.</summary>
    /// <returns>Its path, or null.</returns>
    public static async Task<string?> WriteAsync(ImportFile file, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return null;
        var path = PathFor(file.Path);
        await using var writer = new StreamWriter(path, append: false, Utf8) { NewLine = "\n" };
        if (file.IsCsv) await writer.WriteLineAsync(RejectedMark.CsvHeader(file.Header));
        var delimiter = RejectedMark.DelimiterOf(file.Header);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var raw = row.Raw.TrimEnd('\r', '\n');
            var reason = Reason(row);
            await writer.WriteLineAsync(file.IsCsv ? RejectedMark.Csv(row.Line, reason, delimiter, raw) : RejectedMark.Json(row.Line, reason, raw));
        }

        return path;
    }
}

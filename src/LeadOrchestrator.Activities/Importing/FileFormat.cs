using System.Text;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Importing;

/// <summary>Tells how a file is written by its name and its beginning.</summary>
internal static class FileFormat
{
    public static ImportFormat Tell(string? fileName, ReadOnlySpan<byte> head) => Path.GetExtension(fileName)?.ToUpperInvariant() switch
    {
        ".CSV" or ".TSV" => ImportFormat.Csv,
        ".NDJSON" or ".JSONL" => ImportFormat.Ndjson,
        _ => WithoutMark(head).TrimStart(" \t\r\n"u8).StartsWith("{"u8) ? ImportFormat.Ndjson : ImportFormat.Csv,
    };

    /// <summary>Refuses what is no text, with what to do about it.</summary>
    /// <exception cref="ImportRefusedException">It is empty, or not text in UTF-8.</exception>
    public static void CheckText(ReadOnlySpan<byte> head)
    {
        if (WithoutMark(head).Trim(" \t\r\n"u8).IsEmpty)
            throw new ImportRefusedException(ImportRefusal.Empty, "The file is empty. Send the leads as the request's body.");
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new ImportRefusedException(ImportRefusal.NotText, "The file is UTF-16 text. Save it as UTF-8 (in Excel: CSV UTF-8).");
        if (head.StartsWith("PK\u0003\u0004"u8))
            throw new ImportRefusedException(ImportRefusal.NotText, "The file is a workbook or archive. Save it as CSV UTF-8.");
        if (head.Contains((byte)0))
            throw new ImportRefusedException(ImportRefusal.NotText, "The file is not text. Save it as CSV in UTF-8, or as NDJSON.");
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> head) =>
        head.StartsWith(Encoding.UTF8.Preamble) ? head[Encoding.UTF8.Preamble.Length..] : head;
}

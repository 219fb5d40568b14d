using System.Text;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Importing;

/// <summary>A file of leads on this machine.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="IsCsv">CSV, else NDJSON.</param>
/// <param name="Header">The header line of a CSV file, as it stands.</param>
/// <param name="IsMarked">Whether it is a file of rejected rows, whose reasons are not sent.</param>
internal sealed record ImportFile(string Path, bool IsCsv, string Header, bool IsMarked)
{
    private const int HeaderLimit = 1 << 20;

    public static ImportFile Open(string path, string? format)
    {
        using var stream = LeadFile.Open(path);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var first = FirstLine(reader);
        var isCsv = (format, System.IO.Path.GetExtension(path).ToUpperInvariant()) switch
        {
            ("csv", _) => true,
            ("ndjson", _) => false,
            (_, ".CSV" or ".TXT" or ".TSV") => true,
            (_, ".NDJSON" or ".JSONL") => false,
            (_, ".JSON") => throw new CommandFailedException(
                ExitCodes.Usage, $"{path} is JSON. Send it with 'lead submit {path}'; or, if it has one JSON object a line, add --format ndjson."),
            _ => !first.TrimStart().StartsWith('{'),
        };
        return new(path, isCsv, RejectedMark.Strip(first), RejectedMark.IsMarked(first));
    }

    /// <summary>Hands the file to the host.</summary>
    /// <returns>The import's id.</returns>
    public async Task<string> SendAsync(LeadApiClient client, string? mapping, CancellationToken cancellationToken)
    {
        var query = $"?fileName={Uri.EscapeDataString(System.IO.Path.GetFileName(Path))}{(mapping is null ? "" : $"&map={Uri.EscapeDataString(mapping)}")}";
        var answer = await client.SendFileAsync(
            "api/imports" + query, () => IsMarked ? new StrippedContent(Path) : new StreamContent(LeadFile.Open(Path)),
            IsCsv ? "text/csv" : "application/x-ndjson", cancellationToken);
        return answer.Body.GetProperty("id").GetString()!;
    }

    private static string FirstLine(StreamReader reader)
    {
        var buffer = new char[HeaderLimit];
        var text = new string(buffer, 0, reader.ReadBlock(buffer));
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text[..end];
    }
}

using System.Net;
using System.Text;

namespace LeadOrchestrator.Local.Importing;

/// <summary>A file of rejected rows without its reasons, line by line; line numbers stay what they are.</summary>
internal sealed class StrippedContent(string path) : HttpContent
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, Utf8, leaveOpen: true) { NewLine = "\n" };
        while (await reader.ReadLineAsync() is { } line) await writer.WriteLineAsync(RejectedMark.Strip(line));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

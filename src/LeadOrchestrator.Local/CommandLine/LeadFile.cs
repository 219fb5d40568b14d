using System.Text.Json;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary>Reads a file, or standard input, that holds one lead or an array of leads.</summary>
internal static class LeadFile
{
    // Errors in a lead are the host's to find; here only the file's form is read, as leniently as that allows.
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The leads, each as its own JSON text.</summary>
    /// <param name="path">A path, or <c>-</c> for standard input.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CommandFailedException">The file cannot be read, is not JSON, or holds neither a lead nor an array.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var name = path == "-" ? "standard input" : path;
        await using var stream = path == "-" ? Console.OpenStandardInput() : Open(path);
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, Options, cancellationToken);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => [document.RootElement.GetRawText()],
                JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Select(lead => lead.GetRawText())],
                _ => throw new CommandFailedException(ExitCodes.Usage, $"{name} holds neither a lead ({{ … }}) nor an array of leads ([ … ])."),
            };
        }
        catch (JsonException exception)
        {
            throw new CommandFailedException(ExitCodes.Usage, $"{name} is not valid JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Opens a file that the command line names.</summary>
    /// <exception cref="CommandFailedException">It cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException(ExitCodes.Usage, $"{path} cannot be read: there is no such file{Beneath(path)}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCodes.Usage, $"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static string Beneath(string path) => Path.IsPathRooted(path) ? "" : $" beneath {Directory.GetCurrentDirectory()}";
}

using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Processes;

/// <summary>A process map that the command line names.</summary>
internal static class ProcessMapFile
{
    /// <summary>Files are maps of people, not data: what is larger is another file.</summary>
    private const int MaxBytes = 64 << 20;

    /// <summary>Reads a map from a file, or from standard input for <c>-</c>; JSON if it begins like JSON, else YAML.</summary>
    /// <exception cref="CommandFailedException">It cannot be read or is not sound; the message has a line for every problem.</exception>
    public static async Task<ProcessMap> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var name = path == "-" ? "standard input" : path;
        if (Directory.Exists(path)) throw new CommandFailedException(ExitCodes.Usage, $"{path} is a folder; name a process map in it.");
        await using var stream = path == "-" ? Console.OpenStandardInput() : LeadFile.Open(path);
        if (stream.CanSeek && stream.Length > MaxBytes)
            throw new CommandFailedException(ExitCodes.Usage, $"{path} is larger than 64 MiB; a process map is not.");
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            return IsJson(path, text) ? ProcessMapJson.Read(text) : ProcessMapYaml.Read(text);
        }
        catch (ProcessMapException exception)
        {
            var (count, more) = (exception.Problems.Count, exception.Problems.Count == 1 ? "a problem" : "problems");
            var intro = count == 1 ? $"{name} has {more}:" : $"{name} has {count} {more}:";
            throw new CommandFailedException(
                ExitCodes.Usage, string.Join(Environment.NewLine, exception.Problems.Select(problem => $"  {problem}").Prepend(intro)), exception);
        }
    }

    // YAML can begin with a brace as well, so a name that says YAML is believed.
    private static bool IsJson(string path, string text) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JSON" => true,
        ".YAML" or ".YML" => false,
        _ => text.AsSpan().TrimStart().StartsWith("{"),
    };
}

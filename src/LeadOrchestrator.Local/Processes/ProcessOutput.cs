using System.Text.Json;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.CommandLine;
using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.Processes;

/// <summary>Writes an analysis in the form that was asked for.</summary>
internal static class ProcessOutput
{
    public const string Table = "table", Json = "json", Mermaid = "mermaid", Svg = "svg";

    public static readonly string[] Formats = [Table, Json, Mermaid, Svg];

    /// <summary>The form that a file's name says; a table if it says none.</summary>
    public static string FormatOf(string? path) => Path.GetExtension(path)?.ToUpperInvariant() switch
    {
        ".JSON" => Json,
        ".MMD" or ".MERMAID" => Mermaid,
        ".SVG" => Svg,
        _ => Table,
    };

    public static void Write(string format, ProcessAnalysis analysis, MeasuredMap? measured, CommandOutput output)
    {
        switch (format)
        {
            case Json:
                output.WriteJson(JsonSerializer.SerializeToElement(analysis, TimelineJson.Default.ProcessAnalysis));
                break;
            case Mermaid:
                output.Text.Write(MermaidText.Render(analysis));
                break;
            case Svg:
                output.Text.WriteLine(FlowSvg.Render(analysis));
                break;
            default:
                new ProcessReport(output.Console, analysis, measured).Write();
                break;
        }
    }

    /// <summary>Writes a file whole, or leaves what was there.</summary>
    /// <exception cref="CommandFailedException">The file cannot be written.</exception>
    public static async Task SaveAsync(string path, string text, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new CommandFailedException(ExitCodes.Storage, $"{path} cannot be written: there is no folder {folder}.");
        var unfinished = path + ".unfinished";
        try
        {
            await File.WriteAllTextAsync(unfinished, text, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What was begun may itself be what cannot be removed; the one message says enough.
            if (File.Exists(unfinished)) File.Delete(unfinished);
            throw new CommandFailedException(ExitCodes.Storage, $"{path} cannot be written: {exception.Message}", exception);
        }
    }
}

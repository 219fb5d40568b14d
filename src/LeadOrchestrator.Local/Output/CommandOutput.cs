using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace LeadOrchestrator.Local.Output;

/// <summary>Where a command writes: results to standard output, progress and complaints to standard error.</summary>
/// <param name="Console">For people. Colours only on a terminal, and not with NO_COLOR.</param>
/// <param name="ErrorConsole">The same, on standard error.</param>
/// <param name="Text">Standard output as it is, for JSON.</param>
/// <param name="Json">Whether scripts are to read the result.</param>
internal sealed record CommandOutput(IAnsiConsole Console, IAnsiConsole ErrorConsole, TextWriter Text, bool Json)
{
    private const int WidthOfFiles = 4000;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CommandOutput To(TextWriter output, TextWriter error, bool json) => new(Create(output), Create(error), output, json);

    /// <summary>Whether a person watches: then progress may move.</summary>
    public bool IsLive => Console.Profile.Capabilities.Interactive && Console.Profile.Capabilities.Ansi;

    /// <summary>Writes a JSON value as the host gave it, indented.</summary>
    public void WriteJson(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented)) value.WriteTo(writer);
        Text.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>Writes JSON that is made here.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented)) write(writer);
        Text.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static IAnsiConsole Create(TextWriter writer)
    {
        var target = new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = target, Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });

        // Nobody's window limits a file or a pipe: lines must not be broken there.
        if (!target.IsTerminal) console.Profile.Width = WidthOfFiles;
        return console;
    }
}

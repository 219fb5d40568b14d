using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Rules;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Rules;

/// <summary>Finds and reads the rule document that the settings name.</summary>
internal sealed class RuleFile(IOptions<RulesOptions> options, DataFolder dataFolder)
{
    /// <summary>What <see cref="RuleBookStatus.Source"/> says of the sample rules.</summary>
    public const string BuiltIn = "built-in";

    private const string ToTry = "Only to try it out, with the sample rules of an invented company: --sample-rules, or the setting Rules:Samples=true.";

    /// <summary>The file that is read if it is there; null where neither setting nor data folder names one.</summary>
    public string? Path { get; } = options.Value.Path is { Length: > 0 } named
        ? System.IO.Path.GetFullPath(named)
        : dataFolder.Find("rules.json") is { } found ? System.IO.Path.GetFullPath(found) : null;

    /// <summary>Reads and validates. An unreadable file is an error like any other, never an exception.</summary>
    public (string Source, RuleReading Reading) Read()
    {
        var required = options.Value.Path is { Length: > 0 };
        if (Path is null || (!required && !File.Exists(Path))) return (BuiltIn, options.Value.Samples ? RuleDocument.Read(DefaultRules.Document) : Refused(NoRules()));
        if (!File.Exists(Path)) return (Path, Refused(Missing(Path)));
        try
        {
            var reading = RuleDocument.Read(File.ReadAllText(Path));
            return (Path, !options.Value.Samples && reading.Rules?.Version.Hash == DefaultRules.Hash ? Refused(StillTheSamples(Path)) : reading);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (Path, Refused(new("$", $"The file cannot be read: {exception.Message}")));
        }
    }

    private static RuleReading Refused(FieldError error) => new(null, [error]);

    private FieldError NoRules() => new(
        InvalidRulesException.NoFile,
        $"This host has no rules of its own, so it would not know who gets a lead. Put yours into {Path ?? "a file"} and start again (samples/rules.json is an example, docs/configuring.md explains it), or name a file with the setting Rules:Path. {ToTry}");

    private static FieldError StillTheSamples(string path) => new(
        InvalidRulesException.NoFile,
        $"The rules in {path} are the sample rules: they would give leads to the invented people of an invented company. Put your own teams and reps into the file. {ToTry}");

    private FieldError Missing(string path)
    {
        var from = System.IO.Path.IsPathRooted(options.Value.Path) ? "" : $" ('{options.Value.Path}', looked for in {Directory.GetCurrentDirectory()})";
        var what = Directory.Exists(path) ? "is a folder, not a file" : "does not exist";
        return new(
            InvalidRulesException.NoFile,
            $"The rules file {path} {what}. The setting Rules:Path names it{from}. Put the file there, name another, or leave the setting out: then rules.json in the data folder is used.");
    }
}

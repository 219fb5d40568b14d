using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Rules;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Rules;

/// <summary>Finds and reads the rule document that the settings name.</summary>
internal sealed class RuleFile(IOptions<RulesOptions> options, DataFolder dataFolder)
{
    /// <summary>What <see cref="RuleBookStatus.Source"/> says of the rules that come with the product.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>The file that is read if it is there; null where neither setting nor data folder names one.</summary>
    public string? Path { get; } = options.Value.Path is { Length: > 0 } named
        ? System.IO.Path.GetFullPath(named)
        : dataFolder.Find("rules.json") is { } found ? System.IO.Path.GetFullPath(found) : null;

    /// <summary>Reads and validates. An unreadable file is an error like any other, never an exception.</summary>
    public (string Source, RuleReading Reading) Read()
    {
        var required = options.Value.Path is { Length: > 0 };
        if (Path is null || (!required && !File.Exists(Path))) return (BuiltIn, RuleDocument.Read(DefaultRules.Document));
        if (!File.Exists(Path)) return (Path, new RuleReading(null, [Missing(Path)]));
        try
        {
            return (Path, RuleDocument.Read(File.ReadAllText(Path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (Path, new RuleReading(null, [new FieldError("$", $"The file cannot be read: {exception.Message}")]));
        }
    }

    private FieldError Missing(string path)
    {
        var from = System.IO.Path.IsPathRooted(options.Value.Path) ? "" : $" ('{options.Value.Path}', looked for in {Directory.GetCurrentDirectory()})";
        var what = Directory.Exists(path) ? "is a folder, not a file" : "does not exist";
        return new(
            InvalidRulesException.NoFile,
            $"The rules file {path} {what}. The setting Rules:Path names it{from}. Put the file there, name another, or leave the setting out: then rules.json in the data folder is used, or the rules that come with the product.");
    }
}

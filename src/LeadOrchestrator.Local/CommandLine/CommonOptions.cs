using System.CommandLine;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public const string DefaultUrl = "http://127.0.0.1:7071";

    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Log everything, and show the stack trace of an error.",
        Recursive = true,
    };

    public static readonly Option<string> Url = new("--url")
    {
        Description = "The running host. Environment: LEAD_URL.",
        HelpName = "URL",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("LEAD_URL") is { Length: > 0 } url ? url : DefaultUrl,
    };

    public static readonly Option<string?> Key = new("--key")
    {
        Description = "The host's API key, where it has one. Environment: LEAD_API_KEY (safer: a command line is visible to others).",
        HelpName = "KEY",
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Write JSON for scripts instead of text.",
    };

    static CommonOptions() => Url.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string>() is { } url && !IsHttp(url))
            result.AddError($"'{url}' is not an address. Write it like {DefaultUrl} (--url, or LEAD_URL in the environment).");
    });

    /// <summary>The data folder, for commands that work on it themselves.</summary>
    public static Option<string> DataFolder() => new("--data")
    {
        Description = "The host's data folder. Environment: LEAD_DATA.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("LEAD_DATA") is { Length: > 0 } folder ? folder : ".data",
    };

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

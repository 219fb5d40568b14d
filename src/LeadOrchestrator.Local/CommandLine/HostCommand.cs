using System.CommandLine;
using LeadOrchestrator.Local.Hosting;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Local.Settings;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary>A command that runs a host in this process; it takes settings as <c>--Section:Key=value</c>.</summary>
internal abstract class HostCommand : Command, IHelpfulCommand
{
    private readonly string _defaultFolder;

    private readonly Option<string?> _urls = new("--urls")
    {
        Description = $"Where to listen; several addresses are separated by semicolons, port 0 takes a free one. Any but loopback needs LEAD_API_KEY. Environment: ASPNETCORE_URLS. Default: {HostArguments.DefaultUrls}.",
        HelpName = "URLS",
    };

    private readonly Option<string?> _data = new("--data") { HelpName = "DIR" };

    private readonly Option<string?> _settings = new("--settings")
    {
        Description = "A JSON file of settings, read after appsettings.json in the working directory and settings.json in the data folder.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _sampleRules = new("--sample-rules")
    {
        Description = $"Where there are no rules, use the sample rules of an invented company (setting {SettingKeys.SampleRules}). Only to try it out: real leads would go to people who do not exist.",
    };

    private readonly Option<string?> _logFormat = new("--log-format")
    {
        Description = $"How logs are written to standard error: text (the default), or json, a line each with date and time in UTC (setting {SettingKeys.LogFormat}).",
        HelpName = "FORMAT",
    };

    protected HostCommand(string name, string description, string defaultFolder)
        : base(name, description)
    {
        _defaultFolder = defaultFolder;
        _data.Description = $"The folder that everything is kept in. Environment: LEAD_DATA. Default: {defaultFolder}.";
        Options.Add(_urls);
        Options.Add(_data);
        Options.Add(_settings);
        Options.Add(_sampleRules);
        Options.Add(_logFormat.AcceptOnlyFromAmong("text", "json"));

        // Settings are tokens that no option claims; Problems refuses the rest.
        TreatUnmatchedTokensAsErrors = false;
        SetAction((arguments, _) => RunAsync(arguments));
    }

    public abstract string MoreHelp();

    /// <summary>What is wrong with the tokens that no option claimed.</summary>
    public IEnumerable<string> Problems(ParseResult arguments) =>
        SettingTokens.Problems(arguments.UnmatchedTokens, [.. Options.Select(option => option.Name), CommonOptions.Verbose.Name]);

    protected abstract Task<int> RunAsync(ParseResult arguments);

    protected HostArguments ToHostArguments(ParseResult arguments, IReadOnlyDictionary<string, string?>? defaults = null)
    {
        var settings = new HostSettings(
            DataFolder(arguments), arguments.GetValue(_settings),
            [.. SettingTokens.Normalize(arguments.UnmatchedTokens), .. FromOptions(arguments)],
            defaults ?? new Dictionary<string, string?>());
        return new(settings, arguments.GetValue(_urls), arguments.GetValue(CommonOptions.Verbose));
    }

    /// <summary>Options that are short for settings.</summary>
    private IEnumerable<string> FromOptions(ParseResult arguments)
    {
        if (arguments.GetValue(_sampleRules)) yield return $"--{SettingKeys.SampleRules}=true";
        if (arguments.GetValue(_logFormat) is { } format) yield return $"--{SettingKeys.LogFormat}={format}";
    }

    /// <summary>The folder named on the command line, else in the environment, else the default.</summary>
    protected string DataFolder(ParseResult arguments) =>
        arguments.GetValue(_data) ?? (Environment.GetEnvironmentVariable("LEAD_DATA") is { Length: > 0 } folder ? FolderIn(folder) : _defaultFolder);

    /// <summary>The folder that this command uses in the host's data folder.</summary>
    protected virtual string FolderIn(string dataFolder) => dataFolder;

    protected static CommandOutput Output(ParseResult arguments) =>
        CommandOutput.To(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error, json: false);
}

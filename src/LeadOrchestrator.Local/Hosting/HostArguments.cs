using LeadOrchestrator.Local.Settings;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>What a host is started with.</summary>
/// <param name="Settings">Where its settings come from.</param>
/// <param name="Urls">Where it listens, separated by semicolons; null for what the settings or the default say.</param>
/// <param name="Verbose">Whether it logs everything.</param>
internal sealed record HostArguments(HostSettings Settings, string? Urls, bool Verbose)
{
    public const string DefaultUrls = "http://127.0.0.1:7071";

    /// <summary>The folder that everything is kept in, as a full path.</summary>
    public string DataFolder => Path.GetFullPath(Settings.DataFolder);
}

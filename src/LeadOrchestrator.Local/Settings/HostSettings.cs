using System.Text.Json;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.FileProviders;

namespace LeadOrchestrator.Local.Settings;

/// <summary>Where a host takes its settings from.</summary>
/// <param name="DataFolder">The folder that everything is kept in.</param>
/// <param name="SettingsFile">A file named with <c>--settings</c>; null for none.</param>
/// <param name="CommandLine">Settings given as <c>--Section:Key=value</c>.</param>
/// <param name="Defaults">Settings that the command itself proposes; everything else overrules them.</param>
internal sealed record HostSettings(
    string DataFolder, string? SettingsFile, IReadOnlyList<string> CommandLine, IReadOnlyDictionary<string, string?> Defaults)
{
    /// <summary>Short names in the environment, for what is set most often.</summary>
    public static readonly IReadOnlyDictionary<string, string> Shortcuts = new Dictionary<string, string>
    {
        ["LEAD_RULES"] = SettingKeys.RulesPath,
    };

    /// <summary>The sources, weakest first.</summary>
    public IEnumerable<SettingsLayer> Layers()
    {
        yield return new("the command's own defaults", new MemoryConfigurationSource { InitialData = Defaults }, IsOurs: true);
        yield return Json(Path.GetFullPath("appsettings.json"), isOurs: false);
        yield return Json(Path.Combine(Path.GetFullPath(DataFolder), "settings.json"), isOurs: true);
        if (SettingsFile is not null)
        {
            if (!File.Exists(SettingsFile)) throw new SettingsException($"{SettingsFile} does not exist. --settings names a JSON file.");
            yield return Json(Path.GetFullPath(SettingsFile), isOurs: true);
        }

        yield return new("environment", new EnvironmentVariablesConfigurationSource(), IsOurs: false);
        yield return new("environment, LEAD_…", new MemoryConfigurationSource { InitialData = FromShortcuts() }, IsOurs: true);
        yield return new("command line", new CommandLineConfigurationSource { Args = CommandLine }, IsOurs: true);
    }

    /// <summary>Reads and checks every source into the configuration, which is emptied first.</summary>
    /// <exception cref="SettingsException">A source cannot be read, or something in it is unknown or of the wrong type.</exception>
    public void Load(IConfigurationManager configuration, SettingsGuard guard)
    {
        configuration.Sources.Clear();
        foreach (var layer in Layers())
        {
            guard.Check(layer, Read(layer));
            configuration.Sources.Add(layer.Source);
        }
    }

    private static IConfigurationProvider Read(SettingsLayer layer)
    {
        try
        {
            return new ConfigurationBuilder().Add(layer.Source).Build().Providers.Single();
        }
        catch (InvalidDataException exception) when (exception.InnerException is FormatException { InnerException: JsonException json })
        {
            throw new SettingsException($"{layer.Name} is not valid JSON: {json.Message}", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Settings of {layer.Name} cannot be read: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
    }

    private static SettingsLayer Json(string path, bool isOurs)
    {
        var folder = Path.GetDirectoryName(path)!;

        // Without watching: a setting is read at the start, and inotify handles are scarce.
        var source = new JsonConfigurationSource
        {
            Path = Path.GetFileName(path),
            Optional = true,
            ReloadOnChange = false,
            FileProvider = Directory.Exists(folder) ? new PhysicalFileProvider(folder) : new NullFileProvider(),
        };
        return new(path, source, isOurs);
    }

    private static Dictionary<string, string?> FromShortcuts() => Shortcuts
        .Select(shortcut => (shortcut.Value, Text: Environment.GetEnvironmentVariable(shortcut.Key)))
        .Where(shortcut => !string.IsNullOrEmpty(shortcut.Text))
        .ToDictionary(shortcut => shortcut.Value, shortcut => shortcut.Text);
}

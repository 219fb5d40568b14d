using System.ComponentModel;
using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.Settings;

/// <summary>Refuses settings that nothing reads, and values that are not of the setting's type, before anything starts.</summary>
internal sealed class SettingsGuard(SettingsCatalog catalog)
{
    /// <summary>Sections and keys of the platform that may be there as well.</summary>
    private static readonly string[] Platform = ["Logging", "AllowedHosts", "Kestrel", "urls", SettingKeys.ApiKey];

    /// <summary>Checks one source.</summary>
    /// <exception cref="SettingsException">Something in it is unknown or of the wrong type.</exception>
    public void Check(SettingsLayer layer, IConfigurationProvider provider)
    {
        var errors = Keys(provider, parent: null)
            .Select(key => Problem(layer, key, provider.TryGet(key, out var value) ? value : null))
            .OfType<string>()
            .ToList();
        if (errors.Count > 0) throw new SettingsException(string.Join(Environment.NewLine, errors));
    }

    private string? Problem(SettingsLayer layer, string key, string? value)
    {
        var section = key.Split(':')[0];
        var isOwned = catalog.Sections.Any(owned => owned.Name.Split(':')[0].Equals(section, StringComparison.OrdinalIgnoreCase));
        if (!isOwned) return layer.IsOurs && !IsPlatform(section) ? Unknown(layer, key) : null;
        if (catalog.Find(key) is not { } setting) return string.IsNullOrEmpty(value) && IsInnerNode(key) ? null : Unknown(layer, key);
        return value is null || IsConvertible(value, setting.Type)
            ? null
            : $"Setting {key} ({layer.Name}) is '{value}', but expected is {setting.Expected}.";
    }

    private string Unknown(SettingsLayer layer, string key)
    {
        var near = Nearest.Of(key, catalog.Settings.Select(setting => setting.Key));
        var hint = near is null ? "'lead serve --help' names them all." : $"Did you mean {near}?";
        return $"Setting {key} ({layer.Name}) is not known. {hint}";
    }

    private static bool IsPlatform(string section) => Platform.Contains(section, StringComparer.OrdinalIgnoreCase);

    // A JSON file gives "Targets": {} or [] a key of its own, without a value.
    private bool IsInnerNode(string key)
    {
        var depth = key.Split(':').Length;
        return catalog.Settings.Any(setting =>
            setting.Key.Split(':') is var parts && parts.Length > depth && (setting with { Key = string.Join(':', parts[..depth]) }).Matches(key));
    }

    private static bool IsConvertible(string value, Type type)
    {
        if (value.Length == 0 && type != typeof(string)) return false;
        try
        {
            return type == typeof(string) || TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Keys(IConfigurationProvider provider, string? parent)
    {
        foreach (var child in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = parent is null ? child : $"{parent}:{child}";
            var inner = Keys(provider, key).ToList();
            if (inner.Count == 0 || provider.TryGet(key, out var value) && !string.IsNullOrEmpty(value)) yield return key;
            foreach (var innerKey in inner) yield return innerKey;
        }
    }
}

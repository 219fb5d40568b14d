using System.Text;

namespace LeadOrchestrator.Local.Settings;

/// <summary>Writes the catalog as help.</summary>
internal static class SettingsHelp
{
    private const int Width = 100;

    public static string Write(SettingsCatalog catalog)
    {
        var text = new StringBuilder();
        foreach (var setting in Together(catalog.Settings))
        {
            text.Append("  ").Append(setting.Key).Append("  (").Append(setting.Expected);
            if (setting.Default is { } value) text.Append("; default ").Append(value);
            text.AppendLine(")");
            foreach (var line in Wrap(setting.Description)) text.Append("      ").AppendLine(line);
        }

        return text.ToString();
    }

    /// <summary>Settings that differ in the second part of their names alone are told together: <c>Targets:Crm|Notify|Log:…</c>.</summary>
    internal static IEnumerable<Setting> Together(IEnumerable<Setting> settings) => settings
        .GroupBy(setting => setting with { Key = Rest(setting.Key) })
        .Select(group => group.First() with { Key = Joined([.. group.Select(setting => setting.Key)]) });

    private static string Rest(string key) => key.Split(':') is [var first, _, .. var rest] && rest.Length > 0
        ? $"{first}:*:{string.Join(':', rest)}"
        : key;

    private static string Joined(IReadOnlyList<string> keys)
    {
        if (keys.Count == 1) return keys[0];
        var parts = keys[0].Split(':');
        parts[1] = string.Join('|', keys.Select(key => key.Split(':')[1]));
        return string.Join(':', parts);
    }

    private static IEnumerable<string> Wrap(string description)
    {
        var line = new StringBuilder();
        foreach (var word in description.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length > Width && line.Length > 0)
            {
                yield return line.ToString();
                line.Clear();
            }

            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }

        if (line.Length > 0) yield return line.ToString();
    }
}

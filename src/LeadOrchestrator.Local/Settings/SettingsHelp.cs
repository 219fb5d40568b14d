using System.Text;

namespace LeadOrchestrator.Local.Settings;

/// <summary>Writes the catalog as help.</summary>
internal static class SettingsHelp
{
    private const int Width = 100;

    public static string Write(SettingsCatalog catalog)
    {
        var text = new StringBuilder();
        foreach (var setting in catalog.Settings)
        {
            text.Append("  ").Append(setting.Key).Append("  (").Append(setting.Expected);
            if (setting.Default is { } value) text.Append("; default ").Append(value);
            text.AppendLine(")");
            foreach (var line in Wrap(setting.Description)) text.Append("      ").AppendLine(line);
        }

        return text.ToString();
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

namespace LeadOrchestrator.Local.CommandLine;

/// <summary>Settings among the tokens of a command line: <c>--Section:Key=value</c> or <c>--Section:Key value</c>.</summary>
internal static class SettingTokens
{
    /// <summary>What is wrong with the tokens that no option claimed.</summary>
    public static IEnumerable<string> Problems(IEnumerable<string> tokens, IReadOnlyCollection<string> options)
    {
        var awaitsValue = false;
        foreach (var token in tokens)
        {
            if (IsSetting(token))
            {
                if (awaitsValue) yield return "A setting needs a value: --Section:Key=value.";
                awaitsValue = !token.Contains('=', StringComparison.Ordinal);
            }
            else if (awaitsValue)
            {
                awaitsValue = false;
            }
            else
            {
                var near = Output.Nearest.Of(token.Split('=')[0], options);
                yield return near is null
                    ? $"'{token}' is not understood. Settings are written --Section:Key=value."
                    : $"'{token}' is not understood. Did you mean {near}?";
            }
        }

        if (awaitsValue) yield return "A setting needs a value: --Section:Key=value.";
    }

    /// <summary>The settings in the form that the platform's reader understands.</summary>
    public static IReadOnlyList<string> Normalize(IEnumerable<string> tokens)
    {
        var settings = new List<string>();
        foreach (var token in tokens)
        {
            if (settings.Count > 0 && !settings[^1].Contains('=', StringComparison.Ordinal)) settings[^1] += "=" + token;
            else settings.Add(token);
        }

        return settings;
    }

    private static bool IsSetting(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && token.Split('=')[0].Contains(':', StringComparison.Ordinal);
}

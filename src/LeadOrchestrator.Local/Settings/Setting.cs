namespace LeadOrchestrator.Local.Settings;

/// <summary>One setting.</summary>
/// <param name="Key">Its name, for example <c>Engine:MaxPendingWork</c>; <c>&lt;n&gt;</c> and <c>&lt;name&gt;</c> stand for items of lists and tables.</param>
/// <param name="Type">What its value is converted to.</param>
/// <param name="Expected">What is expected, in words: <c>a number from 1 to 256</c>.</param>
/// <param name="Default">Its default as it would be written; null for none.</param>
/// <param name="Description">What it is for.</param>
internal sealed record Setting(string Key, Type Type, string Expected, string? Default, string Description)
{
    public const string AnyIndex = "<n>";
    public const string AnyName = "<name>";

    /// <summary>Whether a key in a configuration names this setting.</summary>
    public bool Matches(string key)
    {
        string[] written = key.Split(':'), parts = Key.Split(':');
        return written.Length == parts.Length && written.Zip(parts).All(pair => MatchesPart(pair.First, pair.Second));
    }

    private static bool MatchesPart(string written, string part) => part switch
    {
        AnyIndex => int.TryParse(written, out _),
        AnyName => true,
        _ => written.Equals(part, StringComparison.OrdinalIgnoreCase),
    };
}

using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>Reads a duration as people write it.</summary>
internal static partial class Durations
{
    public const string Expected = "expected seconds (90), units (5m, 1h 30m, 2d; ms, s, m, h, d, w) or ISO 8601 (PT5M)";

    /// <summary>A hundred years: what is longer is a mistake.</summary>
    public const double LongestMs = 100 * 365.25 * 86_400_000;

    /// <summary>The duration in milliseconds, or null if it cannot be read.</summary>
    public static double? Read(string text)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)) return seconds * 1000;
        if (text.StartsWith('P')) return Iso(text);
        return Whole().IsMatch(text) ? Part().Matches(text).Sum(Milliseconds) : null;
    }

    private static double? Iso(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text).TotalMilliseconds;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static double Milliseconds(Match part) =>
        double.Parse(part.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
        {
            "ms" => 1,
            "s" or "sec" => 1000,
            "m" or "min" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => 7 * 86_400_000d,
        };

    [GeneratedRegex(@"(?<n>\d+(\.\d+)?)\s*(?<unit>ms|sec|s|min|m|h|d|w)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"\A(\d+(\.\d+)?\s*(ms|sec|s|min|m|h|d|w)\s*)+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whole();
}

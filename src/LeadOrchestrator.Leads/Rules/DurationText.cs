using System.Globalization;
using System.Text.RegularExpressions;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Durations in ISO 8601, <c>PT15M</c>, or as people write them, <c>15m</c>, <c>4h</c>, <c>1h30m</c>, <c>2d</c>; from a minute to 90 days.</summary>
internal static partial class DurationText
{
    public const string Expected = "a duration such as \"15m\", \"1h30m\" or \"2d\", or in ISO 8601 \"PT15M\", \"PT1H30M\" or \"P2D\", from 1m to 90d";

    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(90);

    public static TimeSpan? Parse(string text)
    {
        var match = text.StartsWith('P') ? Iso().Match(text) : Short().Match(text);
        if (text.Length == 0 || !match.Success) return null;
        var sum = TimeSpan.FromDays(Part("d")) + TimeSpan.FromHours(Part("h")) + TimeSpan.FromMinutes(Part("m"));
        return sum >= Least && sum <= Most ? sum : null;

        int Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^(?:(?<d>[0-9]{1,3})d)?(?:(?<h>[0-9]{1,4})h)?(?:(?<m>[0-9]{1,6})m)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Short();

    [GeneratedRegex(@"^P(?=[0-9T])(?:(?<d>[0-9]{1,3})D)?(?:T(?=[0-9])(?:(?<h>[0-9]{1,4})H)?(?:(?<m>[0-9]{1,6})M)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}

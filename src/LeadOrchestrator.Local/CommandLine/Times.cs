using System.CommandLine.Parsing;
using System.Globalization;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary>Reads times and time spans as people write them on a command line.</summary>
internal static class Times
{
    /// <summary>A point in time; without an offset it is UTC.</summary>
    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
        result.AddError($"'{text}' is not a time. Write it like 2026-01-31 or 2026-01-31T14:30:00Z.");
        return null;
    }

    /// <summary>A time span: <c>90m</c>, <c>12h</c>, <c>30d</c>, <c>2w</c>.</summary>
    public static TimeSpan? ParseSpan(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 36_500)
        {
            switch (text[^1])
            {
                case 'm': return TimeSpan.FromMinutes(number);
                case 'h': return TimeSpan.FromHours(number);
                case 'd': return TimeSpan.FromDays(number);
                case 'w': return TimeSpan.FromDays(7L * number);
            }
        }

        result.AddError($"'{text}' is not a time span. Write it like 90m, 12h, 30d or 2w.");
        return null;
    }
}

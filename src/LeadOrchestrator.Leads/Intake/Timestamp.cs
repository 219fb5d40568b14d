using System.Globalization;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>Times as ISO 8601 writes them; without offset they are UTC.</summary>
internal static class Timestamp
{
    public const string Expected = "Is not a time; expected ISO 8601, for example 2026-11-20T09:30:00Z or 2026-11-20, from 1970 to 2200.";

    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ssK"];

    /// <summary>The time, in UTC; null if it is none.</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time.Year is >= 1970 and < 2200
            ? time
            : null;
}

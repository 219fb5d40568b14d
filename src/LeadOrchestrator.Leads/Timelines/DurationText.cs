using System.Globalization;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Durations as people read them: two units at most, three digits at most in the smallest.</summary>
public static class DurationText
{
    private static readonly (double Ms, string Unit)[] Units =
        [(86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1000, "s")];

    /// <summary>For example <c>850 µs</c>, <c>12.3 ms</c>, <c>3.2 s</c>, <c>5 min 20 s</c>, <c>2 d 4 h</c>; <c>0 ms</c> for none.</summary>
    /// <param name="milliseconds">The duration, in milliseconds; may be negative.</param>
    public static string Of(double milliseconds)
    {
        if (double.IsNaN(milliseconds) || double.IsInfinity(milliseconds)) return "unknown";
        return milliseconds < 0 ? "-" + OfPositive(-milliseconds) : OfPositive(milliseconds);
    }

    private static string OfPositive(double ms) => ms switch
    {
        < 0.0005 => "0 ms",
        < 0.9995 => $"{Digits(ms * 1000)} µs",
        < 999.5 => $"{Digits(ms)} ms",
        < 59_950 => $"{Digits(ms / 1000)} s",
        _ => TwoUnits(ms),
    };

    private static string TwoUnits(double ms)
    {
        // Rounded in the smaller unit first, so that 59 min 59.9 s reads 1 h and not 59 min 60 s.
        for (var i = 0; i < Units.Length - 1; i++)
        {
            var ((larger, unit), (smaller, smallUnit)) = (Units[i], Units[i + 1]);
            var rounded = Math.Round(ms / smaller) * smaller;
            if (rounded < larger) continue;
            var whole = Math.Floor(rounded / larger);
            var rest = Math.Round((rounded - (whole * larger)) / smaller);
            var text = whole.ToString("#,0", CultureInfo.InvariantCulture) + " " + unit;
            return rest == 0 ? text : $"{text} {rest.ToString(CultureInfo.InvariantCulture)} {smallUnit}";
        }

        return "1 min";
    }

    private static string Digits(double value) =>
        value.ToString(value switch { >= 99.95 => "0", >= 9.995 => "0.#", _ => "0.##" }, CultureInfo.InvariantCulture);
}

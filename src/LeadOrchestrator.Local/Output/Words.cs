using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace LeadOrchestrator.Local.Output;

/// <summary>How things are put into words on a terminal.</summary>
internal static partial class Words
{
    /// <summary>A time span in the unit that suits it: <c>850 µs</c>, <c>12.3 ms</c>, <c>4.20 s</c>, <c>3 min 20 s</c>, <c>2 d 4 h</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromMilliseconds(1) => Invariant($"{time.TotalMicroseconds:0} µs"),
        _ when time < TimeSpan.FromMilliseconds(100) => Invariant($"{time.TotalMilliseconds:0.0} ms"),
        _ when time < TimeSpan.FromSeconds(1) => Invariant($"{time.TotalMilliseconds:0} ms"),
        _ when time < TimeSpan.FromMinutes(1) => Invariant($"{time.TotalSeconds:0.00} s"),
        _ when time < TimeSpan.FromHours(1) => Invariant($"{time.Minutes} min {time.Seconds} s"),
        _ when time < TimeSpan.FromDays(1) => Invariant($"{time.Hours} h {time.Minutes} min"),
        _ => Invariant($"{(int)time.TotalDays} d {time.Hours} h"),
    };

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    public static string Percent(double share) => Invariant($"{share * 100:0.0}%");

    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} bytes",
        < 1 << 20 => Invariant($"{bytes / 1024.0:0.0} KiB"),
        < 1 << 30 => Invariant($"{bytes / 1048576.0:0.0} MiB"),
        _ => Invariant($"{bytes / 1073741824.0:0.0} GiB"),
    };

    /// <summary><c>callNow</c> as people write it: <c>call now</c>.</summary>
    public static string Spaced(Enum value) => Humps().Replace(value.ToString(), " $1").Trim().ToLowerInvariant();

    /// <summary>Text for a console: its brackets are not markup, and control characters in it do nothing.</summary>
    public static string Safe(string? text)
    {
        if (text is null) return "";
        var safe = new StringBuilder(text.Length);
        foreach (var character in text) safe.Append(char.IsControl(character) ? ' ' : character);
        return Markup.Escape(safe.ToString());
    }

    public static string Time(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Humps();
}

using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Http;

/// <summary>Reads query parameters; a value that makes no sense is a 400 that names the parameter and what is expected.</summary>
internal static class QueryReader
{
    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>A text; null if missing or empty.</summary>
    public static string? Text(HttpRequest request, string name)
    {
        var values = request.Query[name];
        if (values.Count > 1) throw ApiProblemException.BadRequest(name, "was given more than once; give it once.");
        return string.IsNullOrEmpty(values) ? null : values.ToString();
    }

    /// <summary>A whole number within bounds.</summary>
    public static int Number(HttpRequest request, string name, int defaultValue, int min, int max)
    {
        if (Text(request, name) is not { } text) return defaultValue;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw ApiProblemException.BadRequest(name, $"'{text}' is not a whole number from {min} to {max}.");
    }

    /// <summary>True or false.</summary>
    public static bool Flag(HttpRequest request, string name, bool defaultValue)
    {
        if (Text(request, name) is not { } text) return defaultValue;
        return bool.TryParse(text, out var value) ? value : throw ApiProblemException.BadRequest(name, $"'{text}' is neither true nor false.");
    }

    /// <summary>A time, ISO 8601; without an offset it is UTC, a bare date is its first moment.</summary>
    public static DateTimeOffset? Time(HttpRequest request, string name)
    {
        if (Text(request, name) is not { } text) return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw ApiProblemException.BadRequest(
                name, $"'{text}' is not an ISO 8601 date or time such as 2026-03-31 or 2026-03-31T09:30:00Z (write the + of an offset as %2B).");
    }

    /// <summary>Two times; refuses a period that ends before it begins.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? To) Period(HttpRequest request, string fromName, string toName)
    {
        var (from, to) = QueryErrors.All(() => Time(request, fromName), () => Time(request, toName));
        return to < from ? throw ApiProblemException.BadRequest(toName, $"is earlier than {fromName}.") : (from, to);
    }

    /// <summary>Names of an enumeration, separated by commas or given repeatedly, in any case.</summary>
    public static IReadOnlyList<TEnum> Names<TEnum>(HttpRequest request, string name) where TEnum : struct, Enum
    {
        var texts = request.Query[name].SelectMany(value => (value ?? "").Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return [.. texts.Select(Parse).Distinct()];

        TEnum Parse(string text) => char.IsLetter(text[0]) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value)
            ? value
            : throw ApiProblemException.BadRequest(name, $"'{text}' is not one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }
}

using System.Globalization;
using System.Text.Json;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads holiday calendars: names of people's own choice, each with its days.</summary>
internal static class CalendarsSection
{
    private const int MostDays = 2_000;

    public static IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> Read(JsonFields section)
    {
        Dictionary<string, IReadOnlyList<DateOnly>> calendars = new(StringComparer.Ordinal);
        if (section.Find("calendars") is not { } value) return calendars;
        var (path, errors) = (section.PathOf("calendars"), section.Errors);
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, JsonValues.Expected("an object: a calendar's name, and an array of its days", value));
            return calendars;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (JsonValues.NameOf(property) is not { } name || string.IsNullOrWhiteSpace(name) || name.Length > DocumentText.LongestName)
                errors.Add(path, $"A calendar's name must be 1 to {DocumentText.LongestName} characters of valid Unicode.");
            else if (!calendars.TryAdd(name, ReadDays(property.Value, JsonPath.Of(path, name), errors)))
                errors.Add(JsonPath.Of(path, name), "Is there twice; keep one.");
        }
        return calendars;
    }

    /// <summary>The day that a text such as <c>2026-12-24</c> names, or null.</summary>
    public static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static List<DateOnly> ReadDays(JsonElement value, string path, ErrorList errors)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MostDays)
        {
            errors.Add(path, $"Expected an array of at most {MostDays} days such as \"2026-12-25\".");
            return [];
        }

        List<DateOnly> days = [];
        foreach (var (element, i) in value.EnumerateArray().Select((element, i) => (element, i)))
        {
            if (element.ValueKind == JsonValueKind.String && JsonValues.TextOf(element) is { } text && ParseDay(text) is { } day) days.Add(day);
            else errors.Add(JsonPath.Of(path, i), "Expected a day such as \"2026-12-25\".");
        }
        return days;
    }
}

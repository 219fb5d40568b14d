using System.Globalization;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Management;

/// <summary>
/// Reads the management API's parameters. Durable Functions ignores some that make no sense and answers 500 to others;
/// here each is a 400 that names the parameter, because a purge with a filter that was ignored cannot be undone.
/// </summary>
internal static class ManagementReader
{
    /// <summary>States that Durable Functions knows and this port never shows: asked for, they match nothing.</summary>
    private static readonly HashSet<string> NeverSeen = new(["ContinuedAsNew", "Canceled", "Unknown"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The states asked for; null for all, empty for none that can ever match.</summary>
    public static IReadOnlyList<RuntimeStatus>? Statuses(HttpRequest request, string name, params RuntimeStatus[] allowed)
    {
        List<string> texts = [.. request.Query[name].SelectMany(value => (value ?? "").Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        if (texts.Count == 0) return null;
        return [.. texts.Where(text => !NeverSeen.Contains(text)).Select(Parse).Distinct()];

        RuntimeStatus Parse(string text) =>
            char.IsLetter(text[0]) && Enum.TryParse<RuntimeStatus>(text, ignoreCase: true, out var status) && allowed.Contains(status)
                ? status
                : throw ApiProblemException.BadRequest(name, $"'{text}' is not one of {string.Join(", ", allowed)}.");
    }

    /// <summary>A time, as leniently as Durable Functions reads it, but never ignored.</summary>
    public static DateTimeOffset? Time(HttpRequest request, string name)
    {
        if (QueryReader.Text(request, name) is not { } text) return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw ApiProblemException.BadRequest(name, $"'{text}' is not a time such as 2026-03-31T09:30:00Z.");
    }

    /// <summary>A flag, read as Durable Functions reads it: missing or empty is the default.</summary>
    public static bool Flag(HttpRequest request, string name, bool defaultValue) => QueryReader.Flag(request, name, defaultValue);
}

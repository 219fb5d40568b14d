using System.Text.Json;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Leads;

/// <summary>Reads the payloads of the events that this API knows, strictly: a misspelt field must not be taken for "all of them".</summary>
internal static class EventPayload
{
    private const int MaxNameLength = 200;

    /// <summary><c>{ at?, by? }</c> or nothing.</summary>
    public static RespondedEvent ReadResponded(JsonElement payload)
    {
        var fields = Fields(payload, "at", "by");
        DateTimeOffset? at = null;
        if (fields.TryGetValue("at", out var time))
            at = time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var value)
                ? value
                : throw Error("$.at", "is not an ISO 8601 time such as 2026-03-31T09:30:00Z.");
        return new(at, Text(fields, "by"));
    }

    /// <summary><c>{ step? }</c> or nothing.</summary>
    public static RedriveRequest ReadRedrive(JsonElement payload) => new(Text(Fields(payload, "step"), "step"));

    private static string? Text(Dictionary<string, JsonElement> fields, string name)
    {
        if (!fields.TryGetValue(name, out var field)) return null;
        return field.ValueKind == JsonValueKind.String && field.GetString() is { Length: > 0 and <= MaxNameLength } text
            ? text
            : throw Error($"$.{name}", $"is not a text of 1 to {MaxNameLength} characters.");
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement payload, params string[] known)
    {
        if (payload.ValueKind == JsonValueKind.Null) return [];
        if (payload.ValueKind != JsonValueKind.Object) throw Error("$", $"is not an object with {string.Join(" or ", known)}.");
        var fields = new Dictionary<string, JsonElement>();
        foreach (var property in payload.EnumerateObject())
        {
            if (!known.Contains(property.Name)) throw Error($"$.{property.Name}", $"is not known here; known are {string.Join(", ", known)}.");
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            if (!fields.TryAdd(property.Name, property.Value)) throw Error($"$.{property.Name}", "is given twice.");
        }

        return fields;
    }

    private static ApiProblemException Error(string path, string message) => new(400, $"{path} {message}", [new FieldError(path, message)]);
}

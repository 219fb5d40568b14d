using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace LeadOrchestrator.Api.Http;

/// <summary>
/// Runs hold durations as .NET writes them, <c>00:15:00</c>; what is shown of a run holds them as this API writes them, <c>PT15M</c>.
/// The management API shows what is stored.
/// </summary>
internal static class StoredDurations
{
    /// <summary>The fields of payloads that hold durations; a test compares them with the payloads' types.</summary>
    public static readonly FrozenSet<string> Fields = new[]
    {
        "respondWithin", "parkedFor", "giveUpAfter", "firstRetryInterval", "maxRetryInterval", "retryTimeout",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a sender names as he likes.</summary>
    private const string OwnNames = "attributes";

    /// <summary>A payload with its durations in ISO 8601.</summary>
    public static JsonElement? Shown(JsonElement? payload)
    {
        if (payload is not { ValueKind: JsonValueKind.Object or JsonValueKind.Array } stored) return payload;
        JsonNode node = stored.ValueKind == JsonValueKind.Object ? JsonObject.Create(stored)! : JsonArray.Create(stored)!;
        Write(node);
        return JsonSerializer.SerializeToElement(node, ApiJson.Readable.JsonNode);
    }

    /// <summary>A history with the durations of its results in ISO 8601; texts in it are as they are.</summary>
    public static JsonArray Shown(JsonArray history)
    {
        Write(history);
        return history;
    }

    private static void Write(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Write(item);
        }
        else if (node is JsonObject map)
        {
            foreach (var (name, value) in map.ToList())
                if (value is JsonValue text && Fields.Contains(name) && Duration(text) is { } time) map[name] = XmlConvert.ToString(time);
                else if (name != OwnNames) Write(value);
        }
    }

    private static TimeSpan? Duration(JsonValue text) =>
        text.TryGetValue<string>(out var written) && TimeSpan.TryParseExact(written, "c", CultureInfo.InvariantCulture, out var time) ? time : null;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Api.Management;

/// <summary>
/// Writes an instance as Durable Functions' management API does: same names, same order, nulls kept, times without fractions,
/// input, output and custom status as bare JSON values. Recorded from the extension, version 3 (Azure Storage provider).
/// </summary>
internal static class InstanceJson
{
    public static JsonObject Write(OrchestrationMetadata instance, bool showInput) => new()
    {
        ["name"] = instance.Name,
        ["instanceId"] = instance.InstanceId,
        ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
        ["input"] = showInput ? Parse(instance.SerializedInput) : null,
        ["customStatus"] = Parse(instance.SerializedCustomStatus),
        ["output"] = Output(instance),
        ["createdTime"] = Time(instance.CreatedAt),
        ["lastUpdatedTime"] = Time(instance.LastUpdatedAt),
    };

    /// <summary>Deeper than anything of ours; what is around it must still be read by parsers that stop at 64, which is the usual limit.</summary>
    private static readonly JsonDocumentOptions Readable = new() { MaxDepth = 48 };

    /// <summary>A payload as JSON; as a text, which is what Durable Functions does, where it is none that could be shown.</summary>
    public static JsonNode? Parse(string? json)
    {
        if (json is null) return null;
        try
        {
            var node = JsonNode.Parse(json, documentOptions: Readable);
            if (json.Contains("\\u", StringComparison.Ordinal)) _ = node?.ToJsonString(ManagementJson.Options); // half a surrogate pair shows only when written
            return node;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return JsonValue.Create(json);
        }
    }

    private static JsonNode? Output(OrchestrationMetadata instance) => instance.Failure is { } failure
        ? $"{failure.ErrorType}: {failure.ErrorMessage}"
        : Parse(instance.SerializedOutput);

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

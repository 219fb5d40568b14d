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

    public static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    private static JsonNode? Output(OrchestrationMetadata instance) => instance.Failure is { } failure
        ? $"{failure.ErrorType}: {failure.ErrorMessage}"
        : Parse(instance.SerializedOutput);

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

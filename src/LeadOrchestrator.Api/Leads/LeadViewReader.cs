using System.Text.Json;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Leads;

/// <summary>Reads a lead's view from what is known of its orchestration instance.</summary>
internal static class LeadViewReader
{
    /// <summary>Whether the instance is a lead's run, not a watch, an import or somebody else's.</summary>
    public static bool IsLead(OrchestrationMetadata instance) => instance.Name == LeadOrchestration.Definition.Name;

    /// <summary>What is told of a lead whose run holds what no version of this program can read.</summary>
    public const string Unreadable = "The content of this lead's run could not be read.";

    /// <summary>Never throws: one run that cannot be read must not take a list down.</summary>
    public static LeadView Read(OrchestrationMetadata instance) => StoredContent.Read(
        () => ReadContent(instance),
        () => new(instance.InstanceId, StatusOf(instance, progress: null), instance.CreatedAt, instance.LastUpdatedAt, Outcome: null, Unreadable));

    private static LeadView ReadContent(OrchestrationMetadata instance)
    {
        var progress = Parse(instance.SerializedCustomStatus);
        var outcome = instance.RuntimeStatus == RuntimeStatus.Completed ? Parse(instance.SerializedOutput) : Property(progress, "outcome");
        return new(instance.InstanceId, StatusOf(instance, progress), instance.CreatedAt, instance.LastUpdatedAt, outcome, ErrorOf(instance));
    }

    /// <summary>The steps that wait for a redrive; null if the lead is not parked.</summary>
    public static LeadProgress? ReadParked(OrchestrationMetadata instance) =>
        Read(instance).Status == LeadStatus.Parked
            ? StoredContent.Read(() => JsonSerializer.Deserialize(instance.SerializedCustomStatus!, OrchestrationJson.Default.LeadProgress), () => null)
            : null;

    private static LeadStatus StatusOf(OrchestrationMetadata instance, JsonElement? progress) => instance.RuntimeStatus switch
    {
        RuntimeStatus.Running when Property(progress, "stage") is { ValueKind: JsonValueKind.String } stage && stage.ValueEquals("Parked") =>
            LeadStatus.Parked,
        RuntimeStatus.Running => LeadStatus.Running,
        RuntimeStatus.Pending => LeadStatus.Pending,
        RuntimeStatus.Suspended => LeadStatus.Suspended,
        RuntimeStatus.Completed => LeadStatus.Completed,
        RuntimeStatus.Failed => LeadStatus.Failed,
        _ => LeadStatus.Terminated,
    };

    private static string? ErrorOf(OrchestrationMetadata instance) => instance switch
    {
        { Failure: { } failure } => failure.ErrorMessage,
        { RuntimeStatus: RuntimeStatus.Terminated or RuntimeStatus.Suspended, SerializedOutput: { } output } =>
            Parse(output) is { ValueKind: JsonValueKind.String } reason ? reason.GetString() : output,
        _ => null,
    };

    private static JsonElement? Parse(string? json)
    {
        if (json is null) return null;
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        var element = JsonElement.ParseValue(ref reader);
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var property) ? property : null;
}

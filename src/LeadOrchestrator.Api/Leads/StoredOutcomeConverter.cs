using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Leads;

/// <summary>
/// Shows a stored <see cref="LeadOutcome"/> as this API writes things (durations in ISO 8601, every field there), however the version
/// that stored it wrote it. What is no outcome is shown as it is.
/// </summary>
public sealed class StoredOutcomeConverter : JsonConverter<JsonElement?>
{
    /// <inheritdoc/>
    public override JsonElement? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JsonElement? value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is not { } stored) writer.WriteNullValue();
        else if (StoredContent.Read(() => stored.Deserialize(OrchestrationJson.Default.LeadOutcome), () => null) is { LeadId: not null } outcome)
            JsonSerializer.Serialize(writer, outcome, ApiJson.Readable.LeadOutcome);
        else stored.WriteTo(writer);
    }
}

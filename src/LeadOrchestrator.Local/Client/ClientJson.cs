using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Local.Client;

/// <summary>Source-generated JSON of what the host answers, as far as the commands show it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(LeadView))]
[JsonSerializable(typeof(LeadPage))]
[JsonSerializable(typeof(LeadOutcome))]
internal sealed partial class ClientJson : JsonSerializerContext;

/// <summary>A lead's state, as <c>GET /api/leads/{id}</c> gives it.</summary>
internal sealed record LeadView(string Id, string Status, DateTimeOffset? SubmittedAt, DateTimeOffset? UpdatedAt, LeadOutcome? Outcome)
{
    /// <summary>Whether nothing more happens by itself.</summary>
    public bool IsSettled => Status is "Completed" or "Failed" or "Terminated" or "Parked" or "Suspended";

    /// <summary>Whether it has ended.</summary>
    public bool IsEnded => Status is "Completed" or "Failed" or "Terminated";
}

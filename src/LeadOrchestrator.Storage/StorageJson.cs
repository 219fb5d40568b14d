using System.Text.Json.Serialization;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Storage;

/// <summary>How what is kept whole is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Lead))]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(RoundRobinState))]
internal sealed partial class StorageJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using LeadOrchestrator.Storage.AzureTables.Ledger;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>How what the Azure stores keep whole is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LeadRecord))]
[JsonSerializable(typeof(LedgerState))]
[JsonSerializable(typeof(LedgerLead))]
internal sealed partial class AzureTablesJson : JsonSerializerContext;

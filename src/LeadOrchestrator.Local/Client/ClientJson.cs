using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Activities.Preview;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Local.Client;

/// <summary>Source-generated JSON of what the host answers, as far as the commands show it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(IsoDurationConverter)])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(LeadState))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(PreviewReport))]
[JsonSerializable(typeof(SavingsReport))]
internal sealed partial class ClientJson : JsonSerializerContext;

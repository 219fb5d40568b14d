using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Leads.Processes;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Source-generated JSON of timelines, savings and processes; camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Timeline))]
[JsonSerializable(typeof(TimelineAnalysis))]
[JsonSerializable(typeof(SavingsReport))]
[JsonSerializable(typeof(ProcessMap))]
[JsonSerializable(typeof(ProcessAnalysis))]
[JsonSerializable(typeof(IReadOnlyList<ProcessMapProblem>))]
public sealed partial class TimelineJson : JsonSerializerContext;

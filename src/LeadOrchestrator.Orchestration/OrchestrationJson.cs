using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Orchestration;

/// <summary>Source-generated JSON of everything that orchestrations and activities pass to each other; camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LeadRun))]
[JsonSerializable(typeof(LeadOutcome))]
[JsonSerializable(typeof(LeadProgress))]
[JsonSerializable(typeof(RedriveRequest))]
[JsonSerializable(typeof(ScoreRequest))]
[JsonSerializable(typeof(Timed<LeadScore>))]
[JsonSerializable(typeof(FollowUpRequest))]
[JsonSerializable(typeof(Timed<FollowUp>))]
[JsonSerializable(typeof(AssignRequest))]
[JsonSerializable(typeof(Timed<Assignment>))]
[JsonSerializable(typeof(EffectRequest))]
[JsonSerializable(typeof(Timed<EffectReceipt>))]
[JsonSerializable(typeof(ResponseWatchRun))]
[JsonSerializable(typeof(Timed<bool>))]
[JsonSerializable(typeof(WatchNotice))]
[JsonSerializable(typeof(ReassignRequest))]
[JsonSerializable(typeof(ResponseRecord))]
[JsonSerializable(typeof(RespondedEvent))]
[JsonSerializable(typeof(WatchOutcome))]
[JsonSerializable(typeof(ImportRun))]
[JsonSerializable(typeof(ImportProgress))]
[JsonSerializable(typeof(ImportChunkRequest))]
[JsonSerializable(typeof(ImportChunkResult))]
[JsonSerializable(typeof(QueuedLeadRun))]
[JsonSerializable(typeof(KeyedContent))]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class OrchestrationJson : JsonSerializerContext;

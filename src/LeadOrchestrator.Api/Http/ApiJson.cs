using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Activities.Preview;
using LeadOrchestrator.Api.Health;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Api.Reports;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Http;

/// <summary>Source-generated JSON of everything this API answers with: camelCase, enumerations as text.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(LeadAccepted))]
[JsonSerializable(typeof(LeadOutcome))]
[JsonSerializable(typeof(LeadView))]
[JsonSerializable(typeof(LeadPage))]
[JsonSerializable(typeof(LeadSummaryPage))]
[JsonSerializable(typeof(LeadRecordView))]
[JsonSerializable(typeof(LeadErasure))]
[JsonSerializable(typeof(ImportErasure))]
[JsonSerializable(typeof(LeadExportView))]
[JsonSerializable(typeof(ImportAccepted))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(ImportPage))]
[JsonSerializable(typeof(PreviewReport))]
[JsonSerializable(typeof(TimelineAnalysis))]
[JsonSerializable(typeof(ProcessAnalysis))]
[JsonSerializable(typeof(SavingsReport))]
[JsonSerializable(typeof(SpeedReport))]
[JsonSerializable(typeof(AssignmentsReport))]
[JsonSerializable(typeof(UnassignedPage))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(AccessView))]
[JsonSerializable(typeof(AuditPage))]
public sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>
    /// What answers are written with: letters and quotes as they are. Safe, because an answer is always <c>application/json</c>
    /// with <c>nosniff</c> and is never put into a page as it stands.
    /// </summary>
    public static ApiJson Readable { get; } = new(Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256, // what an instance holds, and what is around it
    }));

    /// <summary>How this API writes numbers and durations: numbers are numbers, durations ISO 8601.</summary>
    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new IsoDurationConverter());
        return options;
    }
}

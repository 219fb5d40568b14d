using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Functions;

/// <summary>How payloads are written: as the embedded engine writes them, so that histories of both hosts read alike.</summary>
internal static class PayloadJson
{
    /// <summary>The orchestrations' own JSON; what only Functions passes (a timer's state) is added by reflection.</summary>
    public static readonly JsonSerializerOptions Options = new(OrchestrationJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(OrchestrationJson.Default, new DefaultJsonTypeInfoResolver()),
    };
}

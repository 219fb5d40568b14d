using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LeadOrchestrator.Api.Management;

/// <summary>How management answers are written: as Newtonsoft.Json would, with <c>&amp;</c> and <c>{</c> of links as they are.</summary>
internal static class ManagementJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never embedded in HTML: always application/json with nosniff
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        MaxDepth = 256, // what an instance holds, and what is around it
    };
}

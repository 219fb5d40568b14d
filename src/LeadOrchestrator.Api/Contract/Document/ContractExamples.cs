using System.Text;
using System.Text.Json.Nodes;

namespace LeadOrchestrator.Api.Contract.Document;

/// <summary>
/// Examples of bodies: files of <c>Contract/Examples</c>, named <c>{operation}.request</c> or <c>{operation}.{status}</c>. They were taken
/// from a running host; a test holds them against their schemas.
/// </summary>
internal static class ContractExamples
{
    private const string Prefix = "LeadOrchestrator.Api.Contract.Examples.";

    public static JsonNode? Find(string name, string contentType)
    {
        var extension = contentType switch { "application/json" => ".json", "text/csv" => ".csv", "application/x-ndjson" => ".ndjson", "text/event-stream" => ".txt", "image/svg+xml" => ".svg", _ => ".none" };
        using var stream = typeof(ContractExamples).Assembly.GetManifestResourceStream(Prefix + name + extension);
        if (stream is null) return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        return extension == ".json" ? JsonNode.Parse(text) : JsonValue.Create(text);
    }
}

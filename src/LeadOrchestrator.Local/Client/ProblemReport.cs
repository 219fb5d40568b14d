using System.Text.Json;
using LeadOrchestrator.Leads;

namespace LeadOrchestrator.Local.Client;

/// <summary>A refusal as the host worded it (RFC 9457), with the fields to blame.</summary>
internal sealed record ProblemReport(int Status, string Text, IReadOnlyList<FieldError> Errors, JsonElement Json)
{
    public static ProblemReport Read(int status, string? reason, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.Clone();
            if (root.ValueKind == JsonValueKind.Object)
                return new(status, Member(root, "detail") ?? Member(root, "title") ?? $"{status} {reason}", Fields(root), root);
        }
        catch (JsonException)
        {
            // Not an answer of ours: a proxy's page, perhaps. The status says enough.
        }

        return new(status, $"{status} {reason}", [], JsonSerializer.SerializeToElement(body, ClientJson.Default.String));
    }

    private static List<FieldError> Fields(JsonElement root) =>
        root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? [.. errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object)
                .Select(error => new FieldError(Member(error, "path") ?? "", Member(error, "message") ?? ""))]
            : [];

    private static string? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The host refused a request.</summary>
internal sealed class LeadApiException(ProblemReport problem) : Exception(problem.Text)
{
    public ProblemReport Problem { get; } = problem;
}

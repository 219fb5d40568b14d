using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadOrchestrator.Functions.Http;

/// <summary>
/// Who is signed in, as App Service's built-in authentication says it;
/// https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities.
/// </summary>
/// <param name="RoleType">What claims of roles are called.</param>
/// <param name="Claims">What is known of them.</param>
internal sealed record ClientPrincipal(
    [property: JsonPropertyName("role_typ")] string? RoleType, [property: JsonPropertyName("claims")] IReadOnlyList<PrincipalClaim>? Claims)
{
    private const string ObjectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private const string NameId = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

    /// <summary>An id, not a name: it goes into the audit log.</summary>
    public string Subject => First("oid") ?? First(ObjectId) ?? First("sub") ?? First(NameId) ?? "unknown";

    /// <summary>Reads the header; null if it is not one.</summary>
    public static ClientPrincipal? Read(string header)
    {
        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(header), PrincipalJson.Default.ClientPrincipal);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The values of a claim; of the roles under whichever name they come.</summary>
    public IEnumerable<string> Values(string claim) => (Claims ?? []).Where(item => item.Value is not null && (item.Type == claim || item.Type == RoleType)).Select(item => item.Value!);

    private string? First(string claim) => Claims?.FirstOrDefault(item => item.Type == claim)?.Value;
}

/// <summary>One thing that is known of somebody.</summary>
internal sealed record PrincipalClaim([property: JsonPropertyName("typ")] string? Type, [property: JsonPropertyName("val")] string? Value);

[JsonSerializable(typeof(ClientPrincipal))]
internal sealed partial class PrincipalJson : JsonSerializerContext;

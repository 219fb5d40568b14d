using System.Text.Json;
using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Management;

internal static class ManagementResults
{
    private const string RetryAfterSeconds = "10";

    /// <summary>202 with the links of an instance that was started.</summary>
    public static IResult Started(HttpRequest request, ApiLinks links, string instanceId)
    {
        var started = links.ForManagement(request, instanceId);
        var headers = request.HttpContext.Response.Headers;
        headers.Location = started.StatusQueryGetUri;
        headers.RetryAfter = RetryAfterSeconds;
        return Results.Text(
            JsonSerializer.Serialize(started, ManagementJson.Options), "application/json", System.Text.Encoding.UTF8, StatusCodes.Status202Accepted);
    }
}

using LeadOrchestrator.Api.Contract;
using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace LeadOrchestrator.Functions.Http;

/// <summary>What the API promises; made in LeadOrchestrator.Api. It holds no data, so it needs no key.</summary>
public sealed class ContractFunctions
{
    /// <summary>The OpenAPI document.</summary>
    [Function("OpenApi")]
    public static async Task<IResult> OpenApiAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.json")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        SecurityHeaders.Apply(request.HttpContext.Response);
        await (await LeadContract.GetAsync()).ExecuteAsync(request.HttpContext);
        return Results.Empty;
    }
}

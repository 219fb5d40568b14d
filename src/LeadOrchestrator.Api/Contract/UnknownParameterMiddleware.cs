using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Contract;

/// <summary>Refuses query parameters that the operation asked for does not know.</summary>
internal sealed class UnknownParameterMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.GetEndpoint()?.Metadata.GetMetadata<ApiOperation>()?.RefuseUnknownParameters(context.Request);
        return next(context);
    }
}

using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security;

/// <summary>Lets a request through only if no page of another origin sent it (<see cref="BrowserGuard"/>) and its caller may do what the route is for.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, Access access)
{
    public Task InvokeAsync(HttpContext context)
    {
        var refusal = BrowserGuard.Refusal(context.Request) ?? access.Admit(context);
        if (refusal is null) return next(context);
        if (refusal.StatusCode != StatusCodes.Status401Unauthorized || context.GetEndpoint()?.Metadata.GetMetadata<BareErrors>() is null)
            return refusal.ExecuteAsync(context);

        context.Response.StatusCode = StatusCodes.Status401Unauthorized; // as Durable Functions answers: without a body
        return Task.CompletedTask;
    }
}

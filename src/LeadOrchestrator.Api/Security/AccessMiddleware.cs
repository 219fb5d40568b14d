using LeadOrchestrator.Api.Security.Auditing;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security;

/// <summary>
/// Lets a request through only if no page of another origin sent it (<see cref="BrowserGuard"/>) and its caller may do what the route
/// is for; has what is changed, and what is refused, noted.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, Access access, Auditor auditor)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Features.Set(Caller.Nobody);
        var endpoint = context.GetEndpoint();
        var refusal = BrowserGuard.Refusal(context.Request) ?? await access.AdmitAsync(context);
        if (refusal is null)
        {
            if (endpoint is not null) auditor.Follow(context, Auditor.RouteOf(context), endpoint.Metadata.GetMetadata<RouteScope>()?.Scope ?? Scopes.Admin);
            await next(context);
            return;
        }

        await auditor.RefusedAsync(context, Auditor.RouteOf(context), refusal.StatusCode!.Value);
        if (refusal.StatusCode == StatusCodes.Status401Unauthorized && endpoint?.Metadata.GetMetadata<BareErrors>() is not null)
            context.Response.StatusCode = StatusCodes.Status401Unauthorized; // as Durable Functions answers: without a body
        else
            await refusal.ExecuteAsync(context);
    }
}

using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Http;

/// <summary>Answers with a drawing.</summary>
internal sealed class SvgResult(string svg) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "image/svg+xml; charset=utf-8";
        httpContext.Response.Headers.ContentSecurityPolicy = SecurityHeaders.DrawingPolicy;
        return httpContext.Response.WriteAsync(svg, httpContext.RequestAborted);
    }
}

using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Api.Http;

/// <summary>Sees to it that every error has a body that says what was wrong, and that every answer has its security headers.</summary>
internal sealed class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            SecurityHeaders.Apply(context.Response);
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await ApiErrors.ToResult(exception, context, logger).ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentType is not null || response.ContentLength is not null) return;
        if (context.GetEndpoint()?.Metadata.GetMetadata<BareErrors>() is not null) return;
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed && HttpMethods.IsOptions(context.Request.Method))
            response.StatusCode = StatusCodes.Status204NoContent; // with the Allow header that routing has set
        else
            await new ProblemResult(response.StatusCode, Describe(context)).ExecuteAsync(context);
    }

    private static string Describe(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}. The API is described in docs/api.md; the dashboard is at /.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible here; allowed are {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => $"The content type '{context.Request.ContentType}' is not understood here.",
        _ => "The request could not be served.",
    };
}

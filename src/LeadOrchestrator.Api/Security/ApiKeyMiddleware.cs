using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Security;

/// <summary>
/// Lets nothing pass without the key, where one is configured, but what is marked as open: the start page, which holds no data,
/// and health, which then tells no details. Also refuses writes that a browser sends for another site.
/// </summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, IOptions<LeadApiOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<OpenEndpoint>() is null && !ApiKey.IsShown(context.Request, options.Value.Key))
            return RefuseAsync(context, endpoint);

        // A host without a key on loopback is reachable by every page in the user's browser; those must not start or end anything.
        if (IsWrite(context.Request) && context.Request.Headers["Sec-Fetch-Site"] == "cross-site")
            return new ProblemResult(403, "A browser sent this request for another site. Such requests may read nothing and change nothing.").ExecuteAsync(context);

        return next(context);
    }

    private static Task RefuseAsync(HttpContext context, Endpoint? endpoint)
    {
        if (endpoint?.Metadata.GetMetadata<BareErrors>() is not null)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return new ProblemResult(
            401, "The key is missing or wrong. Show it in the header 'x-functions-key' or 'x-api-key', or in the query parameter 'code'.").ExecuteAsync(context);
    }

    private static bool IsWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
}

/// <summary>Marks an endpoint that needs no key.</summary>
internal sealed class OpenEndpoint;

/// <summary>Marks an endpoint whose errors have no body unless the handler gives one: Durable Functions' management API.</summary>
internal sealed class BareErrors;

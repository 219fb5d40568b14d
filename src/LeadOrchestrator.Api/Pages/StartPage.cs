using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Pages;

/// <summary>The start page: what there is, with links. Static, so it holds no data and needs no key.</summary>
public static class StartPage
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["start.css"] = "text/css; charset=utf-8",
        ["favicon.svg"] = "image/svg+xml; charset=utf-8",
    };

    /// <summary>The page.</summary>
    public static IResult Get() => new PageResult("start.html", "text/html; charset=utf-8");

    /// <summary>What the page is made of; 404 for anything else.</summary>
    public static IResult GetAsset(string name) => Types.TryGetValue(name, out var type) ? new PageResult(name, type) : Results.NotFound();

    private sealed class PageResult(string name, string contentType) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            await using var resource = typeof(StartPage).Assembly.GetManifestResourceStream($"LeadOrchestrator.Api.{name}")
                ?? throw new InvalidOperationException($"The assembly lacks its resource {name}; it was built wrongly.");
            response.ContentType = contentType;
            response.ContentLength = resource.Length;
            response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
            response.Headers.CacheControl = "max-age=300";
            if (!HttpMethods.IsHead(httpContext.Request.Method)) await resource.CopyToAsync(response.Body, httpContext.RequestAborted);
        }
    }
}

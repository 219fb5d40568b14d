using System.Collections.Frozen;
using System.Security.Cryptography;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadOrchestrator.Api.Dashboard;

/// <summary>The dashboard's files, the same for every host. They hold no data, so they need no key.</summary>
public static class DashboardFiles
{
    private const string Prefix = "LeadOrchestrator.Api.Dashboard.";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml; charset=utf-8",
    };

    private static readonly FrozenDictionary<string, DashboardFile> Files = Read();

    /// <summary>The page. Its own links are relative, <c>dashboard/…</c> beside it; so an address with a slash at its end is sent to the one without.</summary>
    public static IResult GetPage(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Path.Value is [_, .., '/'] path
            ? Results.Redirect($"../{path.TrimEnd('/').Split('/')[^1]}", permanent: true, preserveMethod: true)
            : new FileAnswer(Files["index.html"]);
    }

    /// <summary>What the page is made of; 404 for anything else.</summary>
    public static IResult GetFile(string name) => Files.TryGetValue(name, out var file)
        ? new FileAnswer(file)
        : new ProblemResult(404, $"The dashboard has no file '{name}'.");

    private static FrozenDictionary<string, DashboardFile> Read()
    {
        var assembly = typeof(DashboardFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var content = new byte[stream.Length];
                stream.ReadExactly(content);
                return new DashboardFile(content, Types[Path.GetExtension(name)], $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
            }, StringComparer.Ordinal);
    }

    private sealed record DashboardFile(byte[] Content, string Type, string ETag);

    /// <summary>Browsers ask each time whether a file has changed, so an update is never half seen.</summary>
    private sealed class FileAnswer(DashboardFile file) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            response.Headers.ETag = file.ETag;
            response.Headers.CacheControl = "no-cache";
            response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
            SecurityHeaders.Apply(response);
            if (EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) && known.Any(tag => tag.Tag == file.ETag || tag.Tag == "*"))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = file.Type;
            response.ContentLength = file.Content.Length;
            if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(file.Content, httpContext.RequestAborted);
        }
    }
}

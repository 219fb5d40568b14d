using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadOrchestrator.Api.Http;

/// <summary>
/// Answers with content and an <c>ETag</c> that stands for it, or with 304 where the caller holds that content already. The work of
/// making it is done either way; what is saved is the way to the caller, and the caller's own work.
/// </summary>
/// <param name="content">The body.</param>
/// <param name="contentType">What it is.</param>
internal sealed class TaggedResult(byte[] content, string contentType) : IResult
{
    /// <summary>Whether it may be kept by the caller's cache; null for what answers with data have: it must not.</summary>
    public string? CacheControl { get; init; }

    /// <summary>A value in JSON.</summary>
    public static TaggedResult Json<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"";
        response.Headers.ETag = tag;
        if (CacheControl is not null) response.Headers.CacheControl = CacheControl;
        if (EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) && known.Any(held => held.Tag == tag || held.Tag == "*"))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = contentType;
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }
}

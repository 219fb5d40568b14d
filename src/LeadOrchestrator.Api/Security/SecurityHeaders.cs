using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security;

/// <summary>Headers that keep browsers from doing what nobody asked for.</summary>
public static class SecurityHeaders
{
    /// <summary>For pages: styles, scripts and pictures of our own, nothing inline, nobody's frame. Drawings are fetched with the key and shown as pictures, hence <c>blob:</c>.</summary>
    public const string PagePolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>For drawings: their own inline style, no script.</summary>
    public const string DrawingPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Sets what the answer does not have yet. Answers hold personal data, so nobody caches them unless the handler says so.</summary>
    public static void Apply(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = DataPolicy;
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
    }
}

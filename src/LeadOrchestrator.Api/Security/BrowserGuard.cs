using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadOrchestrator.Api.Security;

/// <summary>
/// Keeps pages in the user's browser from changing anything that they were not made for. A host without a key on loopback is
/// reachable by every such page, also by one that another program on this machine serves: same site, other port. Browsers say
/// where a request comes from (<c>Sec-Fetch-Site</c>, <c>Origin</c>) and let no page forge it; what says neither is no browser.
/// </summary>
public static class BrowserGuard
{
    /// <summary>A header that forms cannot send, and that another origin's script could only send after asking first.</summary>
    public const string Header = "X-Requested-With";

    /// <summary>What a form can send, or a script without asking first, is none of these.</summary>
    private static readonly string[] ContentTypes = ["application/json", "text/csv", "application/x-ndjson", "application/ndjson"];

    /// <summary>Why a request must not be served; null if it may be.</summary>
    /// <param name="request">The request.</param>
    public static ProblemResult? Refusal(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var site = request.Headers["Sec-Fetch-Site"];
        var origin = request.Headers.Origin;
        if (!IsWrite(request) || (site.Count == 0 && origin.Count == 0)) return null;
        if (site.Count > 0 && site is not ["same-origin"] and not ["none"])
            return new(403, "A browser sent this request for another site or another port. Such requests may change nothing.");
        if (origin.Count > 0 && !IsOwn(origin, request.Host))
            return new(403, $"A page of another origin sent this request. Only pages of this host may change something. Behind a proxy, let it pass on the Host header, or name the proxy in Api:TrustedProxies.");
        return IsBeyondForms(request)
            ? null
            : new(415, $"A browser sent this request in a form that any page could send. Send JSON (or an import's text/csv or application/x-ndjson), or add the header '{Header}' with any value.");
    }

    /// <summary>Whether a request was made to change something.</summary>
    internal static bool IsWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    // Without the scheme: where a proxy ends TLS, this host sees http and the browser says https.
    private static bool IsOwn(Microsoft.Extensions.Primitives.StringValues origin, HostString host) =>
        origin is [{ } text] && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && string.Equals(Authority(uri.IdnHost, uri.IsDefaultPort ? null : uri.Port), Authority(host.Host, PortOf(host, uri)), StringComparison.OrdinalIgnoreCase);

    private static int? PortOf(HostString host, Uri origin) => host.Port == origin.Port && origin.IsDefaultPort ? null : host.Port;

    private static string Authority(string host, int? port) => $"{host.Trim('[', ']')}:{port}";

    private static bool IsBeyondForms(HttpRequest request) =>
        request.Headers.ContainsKey(Header)
        || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && ContentTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase));
}

using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Api.Security.Tokens;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security;

/// <summary>Finds out who asks, and whether they may.</summary>
internal sealed class Access(KeyRing keys, WrongKeys wrongKeys, BearerTokens tokens)
{
    private static readonly string[] Headers = ["x-functions-key", "x-api-key"];

    /// <summary>Sets the <see cref="Caller"/> of a request.</summary>
    /// <returns>Why the request is refused; null if it is let in.</returns>
    public async Task<ProblemResult?> AdmitAsync(HttpContext context)
    {
        var (caller, wait) = await IdentifyAsync(context);
        context.Features.Set(caller);
        var endpoint = context.GetEndpoint();
        var needed = endpoint is null ? Scopes.None : endpoint.Metadata.GetMetadata<RouteScope>()?.Scope ?? Scopes.Admin;
        if (endpoint is not null && needed == Scopes.None) return null;
        if (wait is { } time) return new(429, "Too many wrong keys came from this address. Wait, then show the right one.", retryAfter: time);
        if (caller == Caller.Nobody)
        {
            if (tokens.IsOn) context.Response.Headers.WWWAuthenticate = "Bearer";
            return new(401, "The key is missing or wrong. Show it in the header 'x-functions-key' or 'x-api-key', or in the query parameter 'code'." + (tokens.IsOn ? " Or sign in, and show the token in the header 'Authorization'." : ""));
        }

        return caller.Scopes.Allow(needed) ? null : new(403, Caller.Missing(caller, needed));
    }

    private async Task<(Caller Caller, TimeSpan? Wait)> IdentifyAsync(HttpContext context)
    {
        if (keys.IsOpen && !tokens.IsOn) return (Caller.Anyone, null);
        if (Shown(context.Request) is not { } shown)
        {
            if (!tokens.IsOn || !BearerTokens.IsShown(context.Request)) return (Caller.Nobody, null);
            return await tokens.ReadAsync(context) is { } signedIn ? (signedIn, null) : (Caller.Nobody, wrongKeys.Count(context));
        }

        var match = keys.Find(shown);
        if (match is null) return (Caller.Nobody, wrongKeys.Count(context));

        // A random key cannot be guessed, so its holder is served whatever else comes from that address: behind a proxy that is everybody.
        var wait = match.IsChosen ? wrongKeys.Wait(context) : null;
        return wait is null ? (match.Caller, null) : (Caller.Nobody, wait);
    }

    private static string? Shown(HttpRequest request)
    {
        foreach (var header in Headers)
            if (request.Headers[header] is [{ } shown]) return shown;
        return request.Query["code"] is [{ } code] ? code : null;
    }
}

using System.Net;
using LeadOrchestrator.Api;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Functions.Http;

/// <summary>
/// Who calls a function, and whether they may. The platform has checked the function key before. Where the app signs people in
/// (built-in authentication), their roles say what they may; the header that names them is believed only if a setting says that
/// the platform sets it, since without built-in authentication anybody can send it.
/// </summary>
public sealed class FunctionAccess(IOptions<LeadApiOptions> api, IOptions<OidcOptions> roles)
{
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>Sets the caller of a request.</summary>
    /// <returns>Why the request is refused; null if it is let in.</returns>
    public ProblemResult? Admit(HttpRequest request, Scopes needed)
    {
        ArgumentNullException.ThrowIfNull(request);

        // Whoever shows a function key was told it. What is let in without one, by a sign-in's cookie or on a desk, may have been sent by any page.
        if (!ShowsKey(request) || api.Value.BuiltInAuthentication)
        {
            request.HttpContext.Features.Set(Caller.Nobody);
            if (BrowserGuard.Refusal(request) is { } forged) return forged;
        }

        var caller = Identify(request);
        request.HttpContext.Features.Set(caller);
        if (caller == Caller.Nobody) return new(401, "Nobody is signed in. Sign in at /.auth/login/aad, or send an access token; Api__BuiltInAuthentication says that this app asks for it.");
        return caller.Scopes.Allow(needed) ? null : new(403, Caller.Missing(caller, needed));
    }

    private Caller Identify(HttpRequest request)
    {
        if (!api.Value.BuiltInAuthentication) return Caller.Anyone with { Name = ShowsKey(request) ? "function-key" : Caller.Anyone.Name };
        if (request.Headers[PrincipalHeader] is not [{ } header] || ClientPrincipal.Read(header) is not { } principal) return Caller.Nobody;
        return new($"oidc:{principal.Subject}", roles.Value.ScopesOf(principal.Values(roles.Value.RoleClaim)));
    }

    private static bool ShowsKey(HttpRequest request) =>
        request.Headers.ContainsKey("x-functions-key") || (request.Query.ContainsKey("code") && !IsDesk(request.Host.Host));

    /// <summary>On a desk nobody checks keys, and any page can put one into an address; the header it cannot send without asking first.</summary>
    private static bool IsDesk(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

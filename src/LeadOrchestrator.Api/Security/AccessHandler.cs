using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security;

/// <summary><c>GET /api/access</c>: who the caller is taken for and what they may do, so that a page offers nothing that would be refused.</summary>
public static class AccessHandler
{
    /// <summary>Answers 200.</summary>
    public static IResult Get(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = Caller.Of(request.HttpContext);
        var scopes = caller.Scopes.HasFlag(Scopes.Admin) ? ScopeNames.All : caller.Scopes.Names();
        return Results.Json(new AccessView(caller.Name, scopes), ApiJson.Readable.AccessView);
    }
}

/// <summary>Who a caller is.</summary>
/// <param name="Name">The key's name, or the subject of a token.</param>
/// <param name="Scopes">Everything that they may do, by name.</param>
public sealed record AccessView(string Name, IReadOnlyList<string> Scopes);

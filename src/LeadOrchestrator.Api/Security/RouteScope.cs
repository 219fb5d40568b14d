using Microsoft.AspNetCore.Builder;

namespace LeadOrchestrator.Api.Security;

/// <summary>What a route needs. Every route has exactly one; a test walks them all.</summary>
/// <param name="Scope">One scope; <see cref="Scopes.None"/> for a route that is open to everybody.</param>
public sealed record RouteScope(Scopes Scope);

/// <summary>Declares at a route what it needs.</summary>
public static class RouteScopeExtensions
{
    /// <summary>Only callers with this scope are let in; others get 401 or 403.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, Scopes scope) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RouteScope(scope));

    /// <summary>Everybody is let in. The handler tells strangers nothing that matters.</summary>
    public static TBuilder IsOpen<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.Needs(Scopes.None);
}

/// <summary>Marks an endpoint whose errors have no body unless the handler gives one: Durable Functions' management API.</summary>
internal sealed class BareErrors;

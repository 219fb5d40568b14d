using Microsoft.AspNetCore.Routing;

namespace LeadOrchestrator.Hostile;

/// <summary>A route of the host under attack. The host itself names them, so that a new route is attacked as soon as it is there.</summary>
internal sealed record HostileRoute(string Method, string Pattern)
{
    public static IReadOnlyList<HostileRoute> Of(IEnumerable<EndpointDataSource> sources) =>
    [
        .. from source in sources
           from endpoint in source.Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           orderby endpoint.RoutePattern.RawText, method
           select new HostileRoute(method, endpoint.RoutePattern.RawText!),
    ];
}

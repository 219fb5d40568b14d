using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Api.Tests.Security;

[Collection(nameof(SharedHostCollection))]
public sealed class RouteScopeTests(SharedHost shared)
{
    [Fact]
    public void EveryRoute_DeclaresExactlyOneScope()
    {
        var routes = shared.Api.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        Assert.True(routes.Count > 30);
        Assert.All(routes.Where(route => route.RoutePattern.RawText != "/fails"), route =>
        {
            var declared = route.Metadata.GetOrderedMetadata<RouteScope>();
            Assert.True(declared.Count == 1, $"{route.DisplayName} declares {declared.Count} scopes; .Needs(Scopes.…) or .IsOpen() declares one.");
            Assert.True(declared[0].Scope == Scopes.None || Enum.IsDefined(declared[0].Scope), $"{route.DisplayName} needs {declared[0].Scope}, which is not one.");
        });
    }

    [Fact]
    public void OpenRoutes_AreThePageHealthAndTheDocument()
    {
        var open = shared.Api.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<RouteScope>()?.Scope == Scopes.None).Select(route => route.RoutePattern.RawText!.TrimEnd('/'));

        Assert.Equal(["", "/api/dashboard", "/api/dashboard/{name}", "/api/health", "/api/openapi.json", "/dashboard/{name}"], open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void CostlyRoutes_AreLimited()
    {
        var limited = shared.Api.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(route => (Path: route.RoutePattern.RawText!.TrimEnd('/'), route.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName))
            .Where(route => route.PolicyName is not null).Select(route => $"{route.PolicyName} {route.Path}");

        Assert.Superset(
            new HashSet<string>
            {
                "imports /api/imports", "previews /api/preview", "reports /api/imports/{id}/rejected.csv", "reports /api/leads/{id}/export", "reports /api/process",
                "reports /api/process.svg", "reports /api/reports/assignments", "reports /api/reports/savings", "reports /api/reports/speed", "reports /api/reports/unassigned",
            },
            limited.ToHashSet());
    }
}

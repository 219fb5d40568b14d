using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Hostile;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Api.Tests.Hostile;

/// <summary>The short form of the campaign that <c>Benchmarks -- hostile</c> runs against the real process.</summary>
public sealed class HostileTests
{
    private const int Requests = 1500, AtOnce = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Attack_OnEveryRoute_NoAnswerBlamesTheHostAndNoSoundLeadIsLost(int seed)
    {
        await using var host = await ApiHost.StartAsync();
        var routes = HostileRoute.Of(host.Services.GetServices<EndpointDataSource>()).Where(route => route.Pattern != "/fails").ToList();

        var result = await new HostileCampaign(host.Http.BaseAddress!, routes, seed).RunAsync(Requests, AtOnce);

        Assert.True(result.Failures.Count == 0, string.Join('\n', result.Failures.Take(20)));
        Assert.DoesNotContain("Error 4001 ", host.Log.Text, StringComparison.Ordinal);
        Assert.Empty(result.Lost);
        Assert.Equal(Requests / 10, result.Sound + result.Overloaded);
        Assert.True(routes.Count > 30, $"only {routes.Count} routes were attacked");
    }
}

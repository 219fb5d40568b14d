using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace LeadOrchestrator.Api.Http;

/// <summary>Whose <c>X-Forwarded-*</c> headers are believed: addresses and networks, and nobody else's.</summary>
internal static class TrustedProxies
{
    /// <summary>Whether a setting can be read.</summary>
    public static bool IsValid(string proxies) => Split(proxies).All(proxy => IPAddress.TryParse(proxy, out _) || System.Net.IPNetwork.TryParse(proxy, out _));

    /// <summary>What the platform is told.</summary>
    public static ForwardedHeadersOptions Parse(string proxies)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in Split(proxies))
        {
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        return options;
    }

    private static string[] Split(string proxies) => proxies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

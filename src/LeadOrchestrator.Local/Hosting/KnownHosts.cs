using Microsoft.AspNetCore.HostFiltering;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>
/// On loopback, only requests that name this machine are answered: otherwise a web page could reach the host
/// by a name of its own that resolves to 127.0.0.1 (DNS rebinding).
/// </summary>
internal static class KnownHosts
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public static void Configure(HostFilteringOptions filter, IConfiguration configuration, IReadOnlyList<string> urls)
    {
        filter.AllowedHosts = configuration["AllowedHosts"] is { Length: > 0 } allowed
            ? allowed.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : ListenAddresses.AllLoopback(urls) ? [.. Loopback, .. urls.Select(url => BindingAddress.Parse(url).Host)] : ["*"];
        filter.AllowEmptyHosts = false;
        filter.IncludeFailureMessage = false; // HostRefusal says it
    }
}

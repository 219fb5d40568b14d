using System.Net;
using LeadOrchestrator.Api;
using LeadOrchestrator.Local.Settings;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>Where a host listens, and whether it may.</summary>
internal static class ListenAddresses
{
    private const string TrustedProxies = $"{LeadApiOptions.Section}:{nameof(LeadApiOptions.TrustedProxies)}";

    /// <summary>The addresses: the command line's, else the environment's, else the settings', else the default.</summary>
    /// <exception cref="SettingsException">One is not an address, or others could reach the host, by itself or through a proxy, and it has no key.</exception>
    public static IReadOnlyList<string> Choose(string? commandLine, IConfiguration configuration, bool hasKey)
    {
        var text = FirstOf(commandLine, Environment.GetEnvironmentVariable("ASPNETCORE_URLS"), configuration["urls"]) ?? HostArguments.DefaultUrls;
        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>();
        foreach (var url in urls.Concat(endpoints))
        {
            if (IsLoopback(url) || hasKey) continue;
            throw new SettingsException(
                $"{url} can be reached from other machines, and no API key is set. Make one with 'lead key create NAME --scope admin', or set LEAD_API_KEY in the environment, or listen on {HostArguments.DefaultUrls}.");
        }

        if (!hasKey && !string.IsNullOrEmpty(configuration[TrustedProxies]))
            throw new SettingsException(
                $"{TrustedProxies} says that a proxy passes requests on to this host, so others can reach it, and no API key is set. Make one with 'lead key create NAME --scope admin', or set LEAD_API_KEY in the environment, or take {TrustedProxies} away.");
        return urls;
    }

    /// <summary>Whether nothing but this machine can reach any of them.</summary>
    public static bool AllLoopback(IEnumerable<string> urls) => urls.All(IsLoopback);

    private static string? FirstOf(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            if (!string.IsNullOrWhiteSpace(text)) return text;
        return null;
    }

    private static bool IsLoopback(string url)
    {
        var address = Parse(url);
        return address.IsUnixPipe || address.IsNamedPipe
            || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme is "http" or "https" && address.Port is >= 0 and <= 65535 && (address.PathBase.Length == 0)) return address;
        }
        catch (FormatException)
        {
            // Said below, with what is expected.
        }

        throw new SettingsException($"'{url}' is not an address to listen on. Write it like {HostArguments.DefaultUrls}; several are separated by semicolons (--urls, ASPNETCORE_URLS).");
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Security.Keys;

/// <summary>
/// Slows down guessing: so many wrong keys a minute from one address, and no more. What ASP.NET's rate limiting is made of, but
/// taken from only when a key was wrong; its middleware would count before anybody knows.
/// </summary>
public sealed class WrongKeys(IOptions<LeadApiOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.WrongKeysPerMinute, Window = Window }));

    /// <summary>Counts a wrong key.</summary>
    /// <returns>How long to wait before the next; null if this one is within the limit.</returns>
    public TimeSpan? Count(HttpContext context) => Take(context, 1);

    /// <summary>How long this address has to wait; null if it need not.</summary>
    public TimeSpan? Wait(HttpContext context) => Take(context, 0);

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private TimeSpan? Take(HttpContext context, int permits)
    {
        using var lease = _limiter.AttemptAcquire(Origin(context.Connection.RemoteIpAddress), permits);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    /// <summary>An address; of IPv6 the network, since one machine has all addresses of it.</summary>
    internal static string Origin(IPAddress? address) => address switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } when !IPAddress.IsLoopback(address) =>
            string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))}::/64"),
        _ => address.ToString(),
    };
}

using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LeadOrchestrator.Activities.Effects.Webhooks;

/// <summary>
/// Signs requests after the Standard Webhooks specification, https://www.standardwebhooks.com: the header
/// <c>webhook-signature</c> is <c>v1,</c> and the Base64 of HMAC-SHA256 over <c>{webhook-id}.{webhook-timestamp}.{body}</c>.
/// A receiver recomputes it, compares in constant time, and refuses timestamps (in seconds since 1970) that are more than
/// five minutes off. The key is the secret's UTF-8 bytes or, after <c>whsec_</c>, what its Base64 says.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    private const string Base64Prefix = "whsec_";

    public static bool IsUsable(string secret, int shortest) =>
        secret.StartsWith(Base64Prefix, StringComparison.Ordinal)
            ? Base64.IsValid(secret.AsSpan(Base64Prefix.Length), out var bytes) && bytes >= shortest
            : secret.Length >= shortest;

    public static void Sign(HttpRequestMessage request, string secret, string id, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation(IdHeader, id);
        request.Headers.TryAddWithoutValidation(TimestampHeader, timestamp);
        request.Headers.TryAddWithoutValidation(SignatureHeader, $"v1,{Compute(secret, id, timestamp, body)}");
    }

    public static string Compute(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, KeyOf(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }

    private static byte[] KeyOf(string secret) => secret.StartsWith(Base64Prefix, StringComparison.Ordinal)
        ? Convert.FromBase64String(secret[Base64Prefix.Length..])
        : Encoding.UTF8.GetBytes(secret);
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security;

/// <summary>The API key: where callers show it, and how it is compared.</summary>
internal static class ApiKey
{
    private static readonly string[] Headers = ["x-functions-key", "x-api-key"];

    /// <summary>Whether the request shows the key; true where none is configured.</summary>
    public static bool IsShown(HttpRequest request, string? key)
    {
        if (string.IsNullOrEmpty(key)) return true;
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes(key)); // hashed, so that the comparison does not tell the length either
        foreach (var header in Headers)
            if (request.Headers[header] is [{ } shown]) return Same(shown, expected);
        return request.Query["code"] is [{ } code] && Same(code, expected);
    }

    private static bool Same(string shown, byte[] expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), expected);
}

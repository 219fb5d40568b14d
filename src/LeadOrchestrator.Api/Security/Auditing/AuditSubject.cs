using System.Text.RegularExpressions;
using LeadOrchestrator.Api.Security.Keys;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security.Auditing;

/// <summary>What a request was about, where its route does not say so.</summary>
/// <param name="Id">The id of the lead or import.</param>
public sealed partial record AuditSubject(string Id)
{
    private const int MaxLength = 200, HashDigits = 16;

    /// <summary>Says what a request was about.</summary>
    public static void Set(HttpRequest request, string id)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Features.Set(new AuditSubject(id));
    }

    /// <summary>
    /// An id as the audit log has it. Ids are the caller's to choose, and the log outlives what is erased: one that looks like an
    /// address or a phone number is written as the beginning of its hash, by which it can still be found.
    /// </summary>
    public static string Write(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length > MaxLength || Personal().IsMatch(id) ? $"sha256:{Convert.ToHexStringLower(KeyText.Hash(id))[..HashDigits]}" : id;
    }

    [GeneratedRegex(@"@|%40|\A\+?[\d\s()./\-]{7,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Personal();
}

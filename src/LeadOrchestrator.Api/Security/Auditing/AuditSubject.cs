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
    /// An id as the audit log has it. Ids are the caller's to choose, and the log outlives what is erased: one that is not made of
    /// letters, digits and <c>. _ : ~ -</c>, as numbers and keys of programs are, or that looks like an address or a phone number all the
    /// same, is written as the beginning of its hash, by which it can still be found.
    /// </summary>
    public static string Write(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length <= MaxLength && Technical().IsMatch(id) && !Personal().IsMatch(id) ? id : $"sha256:{Convert.ToHexStringLower(KeyText.Hash(id))[..HashDigits]}";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._:~\-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Technical();

    [GeneratedRegex(@"\A((tel|phone|mobile|fax|sms|callto)[:._\-]?)?[0-9.:_\-]{7,}\z|[._:~\-]at[._:~\-]|\Amailto:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Personal();
}

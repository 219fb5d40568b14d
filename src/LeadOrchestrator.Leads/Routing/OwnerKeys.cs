using System.Security.Cryptography;
using System.Text;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>
/// By what a rep's earlier leads are recognized: the same email or phone is the same person, the same company mail
/// domain the same account. Keys are hashes, so that they show nobody's address; they can still be checked against a
/// guessed one, so they count as personal data and go when the lead is erased.
/// </summary>
public static class OwnerKeys
{
    private const int HashBytes = 16;

    /// <summary>A lead's keys, the most telling first: email, phone, company mail domain.</summary>
    public static IReadOnlyList<string> For(Lead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        var keys = new List<string>(3);
        var email = lead.Email?.Trim().ToLowerInvariant();
        if (!string.IsNullOrEmpty(email)) keys.Add(Key("email", email));
        if (DigitsOf(lead.Phone) is { Length: >= 5 } phone) keys.Add(Key("phone", phone));
        if (DomainOf(email) is { } domain && !FreeMailProviders.Has(domain)) keys.Add(Key("domain", domain));
        return keys;
    }

    /// <summary>The same number written with other separators is the same key; fewer than five digits are no number.</summary>
    private static string? DigitsOf(string? phone) => phone is null ? null : new([.. phone.Where(char.IsAsciiDigit)]);

    private static string? DomainOf(string? email)
    {
        var at = email?.LastIndexOf('@') ?? -1;
        var domain = at < 0 ? "" : email![(at + 1)..].TrimEnd('.');
        return domain.Contains('.', StringComparison.Ordinal) ? domain : null;
    }

    private static string Key(string kind, string value) =>
        $"{kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{value}")).AsSpan(0, HashBytes))}";
}

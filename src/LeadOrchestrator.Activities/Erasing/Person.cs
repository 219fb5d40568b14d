using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>Whom a lead is about, as far as rows of imported files can be told by it.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Emails">Addresses, lower case.</param>
/// <param name="Phones">Phone numbers.</param>
public sealed record Person(string LeadId, IReadOnlySet<string> Emails, IReadOnlySet<string> Phones)
{
    /// <summary>Shorter ids and numbers stand in rows that have nothing to do with the person.</summary>
    private const int ShortestTelling = 7;

    /// <summary>The person of a lead, by all that is known of it.</summary>
    public static Person Of(string leadId, IEnumerable<Lead> leads)
    {
        var all = leads.ToList();
        return new(
            leadId, all.Select(lead => lead.Email).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase),
            all.Select(lead => lead.Phone).OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Whether a row that could be read is this person's: the same lead, address or number.</summary>
    public bool Is(Lead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        return LeadIdentity.IdFor(lead, idempotencyKey: null) == LeadId
            || (lead.Email is { } email && Emails.Contains(email)) || (lead.Phone is { } phone && Phones.Contains(phone));
    }

    /// <summary>Whether a row that could not be read names this person: by address, number or id.</summary>
    public bool IsNamedIn(string raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        if (Emails.Any(email => raw.Contains(email, StringComparison.OrdinalIgnoreCase))) return true;
        if (LeadId.Length >= ShortestTelling && raw.Contains(LeadId, StringComparison.Ordinal)) return true;
        return Phones.Count > 0 && Digits(raw) is var digits
            && Phones.Select(Digits).Any(phone => phone.Length >= ShortestTelling && digits.Contains(phone, StringComparison.Ordinal));
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}

using System.Text.RegularExpressions;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>
/// Whom a lead is about, as far as rows of imported files can be told by it. Such rows may be another's who shares something with the
/// person, so each must say enough: an address is one person's; a number may be a whole company's, and tells nobody by itself.
/// </summary>
public sealed class Person
{
    /// <summary>Shorter ids and numbers stand in rows that have nothing to do with the person.</summary>
    private const int ShortestTelling = 7;

    /// <summary>So many digits from the end are the same however a number is written: with or without its country.</summary>
    private const int TellingDigits = 9;

    private readonly HashSet<string> _emails;
    private readonly HashSet<string> _phones;
    private readonly List<(string? First, string? Last)> _names;
    private readonly Regex? _email, _id, _phone, _name;

    private Person(string leadId, IReadOnlyCollection<Lead> leads)
    {
        LeadId = leadId;
        _emails = leads.Select(lead => lead.Email).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        _phones = leads.Select(lead => lead.Phone).OfType<string>().Select(Telling).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _names = [.. leads.Select(NameOf).Distinct()];
        _email = AnyOf(_emails.Select(Regex.Escape), before: @"(?<![\w.%+\-])", after: @"(?![\w\-]|\.\w)");
        _id = AnyOf(leadId.Length < ShortestTelling ? [] : [Regex.Escape(leadId)], before: @"(?<![\w\-])", after: @"(?![\w\-])", RegexOptions.None);
        _phone = AnyOf(_phones.Select(phone => string.Join(@"[\s().\-/]*", phone.ToCharArray())), before: "", after: @"(?!\d)");
        _name = AnyOf(_names.Select(name => name.Last ?? name.First).OfType<string>().Select(Regex.Escape), before: @"(?<!\w)", after: @"(?!\w)");
    }

    /// <summary>The lead.</summary>
    public string LeadId { get; }

    /// <summary>The person of a lead, by all that is known of it.</summary>
    public static Person Of(string leadId, IEnumerable<Lead> leads) => new(leadId, [.. leads]);

    /// <summary>
    /// Whether a row that could be read is this person's: the same lead; or the same address; or, where it has no address, the same
    /// number and the same name.
    /// </summary>
    public bool Is(Lead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        if (LeadIdentity.IdFor(lead, idempotencyKey: null) == LeadId) return true;
        if (lead.Email is { } email) return _emails.Contains(email);
        return lead.Phone is { } phone && Telling(phone) is { } digits && _phones.Contains(digits) && IsCalled(NameOf(lead));
    }

    /// <summary>
    /// Whether a row that could not be read names this person: by address or id; or, where it holds no address at all, by number and name.
    /// </summary>
    public bool IsNamedIn(string raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        if (_email?.IsMatch(raw) == true || _id?.IsMatch(raw) == true) return true;
        return !raw.Contains('@', StringComparison.Ordinal) && _phone?.IsMatch(raw) == true && _name?.IsMatch(raw) == true;
    }

    /// <summary>Where neither has a name, a number tells somebody of whom nothing else is known.</summary>
    private bool IsCalled((string? First, string? Last) name) => _names.Contains(name) && (name != (null, null) || _emails.Count == 0);

    private static (string? First, string? Last) NameOf(Lead lead) => (Folded(lead.FirstName), Folded(lead.LastName));

    private static string? Folded(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim().ToUpperInvariant();

    /// <summary>What tells a number; null for one too short to tell anything.</summary>
    private static string? Telling(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length < ShortestTelling ? null : digits[^Math.Min(TellingDigits, digits.Length)..];
    }

    private static Regex? AnyOf(IEnumerable<string> patterns, string before, string after, RegexOptions options = RegexOptions.IgnoreCase) =>
        string.Join('|', patterns) is { Length: > 0 } any ? new($"{before}(?:{any}){after}", options | RegexOptions.CultureInvariant) : null;
}

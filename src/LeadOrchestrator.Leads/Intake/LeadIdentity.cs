using System.Security.Cryptography;
using System.Text;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>What a lead is known by: its id, and the hash of its content that tells a repetition from a conflict.</summary>
public static class LeadIdentity
{
    /// <summary>The longest id, in UTF-16 code units.</summary>
    public const int MaxIdLength = 100;

    /// <summary>The longest idempotency key, in characters.</summary>
    public const int MaxIdempotencyKeyLength = 200;

    private const int DerivedBytes = 12;

    private const string KeyPrefix = "key:";

    /// <summary>What ids must not begin with, in any case: these instances belong to the product itself.</summary>
    public static IReadOnlyList<string> ReservedPrefixes { get; } = ["watch:", "import:", "queued:", KeyPrefix];

    /// <summary>
    /// The instance id of a lead: its own id; else <c>k-…</c>, derived from the idempotency key; else <c>n-…</c>,
    /// derived from its natural key, which is source and email or phone.
    /// </summary>
    /// <param name="lead">A lead that <see cref="LeadReader"/> accepted.</param>
    /// <param name="idempotencyKey">The sender's key, checked by <see cref="CheckIdempotencyKey"/>; null if there is none.</param>
    /// <exception cref="ArgumentException">There is no key, and the lead has neither id nor email nor phone.</exception>
    public static string IdFor(Lead lead, string? idempotencyKey)
    {
        ArgumentNullException.ThrowIfNull(lead);
        if (lead.Id is not null) return lead.Id;
        if (idempotencyKey is not null) return $"k-{ShortHash(idempotencyKey)}";
        var person = (lead.Email, lead.Phone) switch
        {
            ({ } email, _) => $"email\n{email}",
            (_, { } phone) => $"phone\n{phone}",
            _ => throw new ArgumentException("A lead needs an id, an email or a phone to be known by.", nameof(lead)),
        };
        return $"n-{ShortHash($"{lead.Source.ToLowerInvariant()}\n{person}")}";
    }

    /// <summary>Says what is wrong with an id, or null if it can be used: it must be an instance id of Azure Durable Functions too.</summary>
    public static string? CheckId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (string.IsNullOrWhiteSpace(id)) return "Is empty; leave it out or give 1 to 100 characters.";
        if (id.Length > MaxIdLength) return $"Is {id.Length} characters long; {MaxIdLength} at most.";
        if (char.IsWhiteSpace(id[0]) || char.IsWhiteSpace(id[^1])) return "Begins or ends with a space; remove it.";
        if (id is "." or "..") return "Must not be . or .., which have a meaning of their own in addresses.";
        if (id[0] == '@') return "Must not begin with @, which marks entities of Durable Functions.";
        if (id.AsSpan().IndexOfAny("/\\#?") is var bad && bad >= 0) return $"Holds {id[bad]}; none of / \\ # ? can be part of an id.";
        if (id.Any(char.IsControl)) return "Holds a control character; remove it.";
        if (ReservedPrefixes.FirstOrDefault(prefix => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } reserved)
            return $"Begins with {reserved}, which is reserved.";
        return null;
    }

    /// <summary>Says what is wrong with an idempotency key, or null if it can be used: 1 to 200 visible ASCII characters.</summary>
    public static string? CheckIdempotencyKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length is >= 1 and <= MaxIdempotencyKeyLength && key.All(c => c is >= '!' and <= '~')
            ? null
            : $"Is not an idempotency key; expected 1 to {MaxIdempotencyKeyLength} visible ASCII characters without spaces, for example a UUID.";
    }

    /// <summary>The SHA-256 of a lead's content, as 64 hexadecimal digits; the order of attributes does not matter, that of activities does.</summary>
    public static string ContentHash(Lead lead) => Convert.ToHexStringLower(SHA256.HashData(LeadWriter.WriteCanonical(lead)));

    /// <summary>The id of the instance that remembers what was submitted under an idempotency key; the key cannot be read from it.</summary>
    public static string InstanceIdOfKey(string idempotencyKey) => $"{KeyPrefix}{ShortHash(idempotencyKey)}";

    /// <summary>Stands for an id and its content under a key; only who knows the key can tell whether they are the same.</summary>
    public static string HashUnderKey(string idempotencyKey, string leadId, string contentHash) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{idempotencyKey}\n{leadId}\n{contentHash}")));

    private static string ShortHash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, DerivedBytes));
}

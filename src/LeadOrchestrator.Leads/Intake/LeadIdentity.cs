namespace LeadOrchestrator.Leads.Intake;

/// <summary>What a lead is known by: its id, and the hash of its content that tells a repetition from a conflict.</summary>
public static class LeadIdentity
{
    /// <summary>The longest id, in UTF-16 code units.</summary>
    public const int MaxIdLength = 100;

    /// <summary>The longest idempotency key, in characters.</summary>
    public const int MaxIdempotencyKeyLength = 200;

    /// <summary>
    /// The instance id of a lead: its own id; else <c>k-…</c>, derived from the idempotency key; else <c>n-…</c>,
    /// derived from its natural key, which is source and email or phone.
    /// </summary>
    /// <param name="lead">A lead that <see cref="LeadReader"/> accepted.</param>
    /// <param name="idempotencyKey">The sender's key, checked by <see cref="CheckIdempotencyKey"/>; null if there is none.</param>
    public static string IdFor(Lead lead, string? idempotencyKey) => throw new NotImplementedException();

    /// <summary>Says what is wrong with an id, or null if it can be used.</summary>
    public static string? CheckId(string id) => throw new NotImplementedException();

    /// <summary>Says what is wrong with an idempotency key, or null if it can be used: 1 to 200 visible ASCII characters.</summary>
    public static string? CheckIdempotencyKey(string key) => throw new NotImplementedException();

    /// <summary>The SHA-256 of a lead's content, as 64 hexadecimal digits; the order of attributes does not matter.</summary>
    public static string ContentHash(Lead lead) => throw new NotImplementedException();
}

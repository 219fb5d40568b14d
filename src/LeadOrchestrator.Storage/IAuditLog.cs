namespace LeadOrchestrator.Storage;

/// <summary>Who changed what, and who tried to: append-only; old entries go by age alone.</summary>
public interface IAuditLog
{
    /// <summary>Appends entries; when this returns they are durable.</summary>
    Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>Reads entries, newest first.</summary>
    /// <exception cref="ArgumentException">The continuation token is not one of this list's.</exception>
    Task<Page<AuditEntry>> ReadAsync(AuditQuery query, CancellationToken cancellationToken = default);

    /// <summary>Removes entries that are older.</summary>
    /// <returns>How many there were.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default);
}

/// <summary>One change, or one refused attempt; no personal data of a lead.</summary>
/// <param name="Id">Tells entries apart.</param>
/// <param name="At">When.</param>
/// <param name="Who">The key's name, or the subject of a token; <c>anyone</c> where nobody was asked, <c>nobody</c> for a stranger.</param>
/// <param name="What">The method and the route, for example <c>DELETE /api/leads/{id}</c>.</param>
/// <param name="On">The id of the lead, import or instance; null if it concerns none.</param>
/// <param name="From">The address that it came from; null if it is not known.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Count">How many times; more than 1 where a flood of refused attempts was added up.</param>
public sealed record AuditEntry(string Id, DateTimeOffset At, string Who, string What, string? On, string? From, int Status, int Count = 1);

/// <summary>Which entries to read; every filter given must match.</summary>
public sealed record AuditQuery(DateTimeOffset? From = null, DateTimeOffset? To = null, string? Who = null, int Top = 100, string? ContinuationToken = null);

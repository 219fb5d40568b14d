using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Storage;

/// <summary>Who was given what: atomic, and idempotent by lead id. Caps and round robins are exact because of it.</summary>
public interface IAssignmentLedger
{
    /// <summary>
    /// Decides and writes down, as one step that no other assignment comes between. Asked again for the same lead
    /// (and round), it gives what was decided the first time and counts nothing.
    /// </summary>
    /// <param name="request">For whom, and what the facts are to be read by.</param>
    /// <param name="decide">The pure decision; called again with newer facts if another assignment came first.</param>
    /// <param name="cancellationToken">Stops the call; nothing is then written.</param>
    Task<Assignment> AssignAsync(AssignmentRequest request, Func<RoutingFacts, RoutingDecision> decide, CancellationToken cancellationToken = default);

    /// <summary>Reads the facts without writing, for previews.</summary>
    Task<RoutingFacts> ReadFactsAsync(AssignmentRequest request, CancellationToken cancellationToken = default);

    /// <summary>The newest assignment of a lead, or null.</summary>
    Task<Assignment?> FindAsync(string leadId, CancellationToken cancellationToken = default);

    /// <summary>Assigned leads that are closed (responded to) no longer count as open.</summary>
    /// <returns>Whether it was open.</returns>
    Task<bool> CloseAsync(string leadId, CancellationToken cancellationToken = default);

    /// <summary>Leads that wait in the house queue, oldest first.</summary>
    Task<Page<Assignment>> ListQueuedAsync(int top, string? continuationToken = null, CancellationToken cancellationToken = default);

    /// <summary>How many each rep was given on each day, between two days (inclusive).</summary>
    Task<IReadOnlyList<RepDayCount>> CountsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken = default);

    /// <summary>Removes what ties a lead to persons; the counts stay.</summary>
    Task<bool> EraseAsync(string leadId, CancellationToken cancellationToken = default);
}

/// <summary>What an assignment is asked with.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Round">0 for the first assignment; higher for reassignments. Lead and round are the key.</param>
/// <param name="Now">The time of the decision.</param>
/// <param name="LocalDates">Every rep's own calendar day at that time, by rep id: what daily counts go by.</param>
/// <param name="OwnerKeys">Keys of the person and the account (<see cref="OwnerKeys"/>): who has them is the existing owner.</param>
/// <param name="Excluded">Reps who must not get it.</param>
public sealed record AssignmentRequest(
    string LeadId,
    int Round,
    DateTimeOffset Now,
    IReadOnlyDictionary<string, DateOnly> LocalDates,
    IReadOnlyList<string> OwnerKeys,
    IReadOnlySet<string> Excluded);

/// <summary>How many leads a rep was given on a day of the rep's own calendar.</summary>
public sealed record RepDayCount(string RepId, DateOnly Day, int Assigned);

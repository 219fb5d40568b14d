using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Storage;

/// <summary>Who was given what: atomic, and idempotent by lead id. Caps and round robins are exact because of it.</summary>
public interface IAssignmentLedger
{
    /// <summary>
    /// Decides and writes down, as one step that no other assignment comes between. Asked again for the same lead
    /// (and round), it gives what was decided the first time and counts nothing.
    /// <para>
    /// A queued decision alone is not final: asked again, in the same round or a later one, it is decided anew, and once
    /// a rep is found the lead leaves the queue (a sweep need only ask again). It keeps its place in the queue meanwhile.
    /// </para>
    /// <para>
    /// A later round takes the lead from the rep who has it, whose open count goes down; what the rep was given that day
    /// stays counted. If nobody is eligible in the later round, the rep keeps the lead and it does not join the queue.
    /// </para>
    /// </summary>
    /// <param name="request">For whom, and what the facts are to be read by.</param>
    /// <param name="decide">The pure decision; called again with newer facts if another assignment came first. What it throws comes out here, and nothing is written.</param>
    /// <param name="cancellationToken">Stops the call; nothing is then written.</param>
    Task<Assignment> AssignAsync(AssignmentRequest request, Func<RoutingFacts, RoutingDecision> decide, CancellationToken cancellationToken = default);

    /// <summary>Reads the facts without writing, for previews.</summary>
    Task<RoutingFacts> ReadFactsAsync(AssignmentRequest request, CancellationToken cancellationToken = default);

    /// <summary>The assignment of a lead that is in effect: who has it, or that it waits; null for an unknown lead.</summary>
    Task<Assignment?> FindAsync(string leadId, CancellationToken cancellationToken = default);

    /// <summary>Assigned leads that are closed (responded to) no longer count as open.</summary>
    /// <returns>Whether it was open.</returns>
    Task<bool> CloseAsync(string leadId, CancellationToken cancellationToken = default);

    /// <summary>Leads that wait in the house queue, longest waiting first.</summary>
    /// <exception cref="ArgumentException">The continuation token is not one of this list's.</exception>
    Task<Page<Assignment>> ListQueuedAsync(int top, string? continuationToken = null, CancellationToken cancellationToken = default);

    /// <summary>How many each rep was given on each day, between two days (inclusive).</summary>
    Task<IReadOnlyList<RepDayCount>> CountsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken = default);

    /// <summary>Removes every assignment of a lead and its owner keys; what reps were given each day stays counted.</summary>
    /// <returns>Whether there was anything.</returns>
    Task<bool> EraseAsync(string leadId, CancellationToken cancellationToken = default);
}

/// <summary>What an assignment is asked with.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Round">0 for the first assignment; higher for reassignments. Lead and round are the key.</param>
/// <param name="Now">The time of the decision.</param>
/// <param name="LocalDates">Every rep's own calendar day at that time, by rep id: what daily counts go by.</param>
/// <param name="OwnerKeys">Keys of the person and the account (<see cref="OwnerKeys"/>): who has them is the existing owner.</param>
/// <param name="Excluded">Reps who must not get it.</param>
/// <param name="SubmittedAt">When the run was submitted that asks; of a lead erased since, nothing is written (<see cref="LeadErasedException"/>).</param>
public sealed record AssignmentRequest(
    string LeadId,
    int Round,
    DateTimeOffset Now,
    IReadOnlyDictionary<string, DateOnly> LocalDates,
    IReadOnlyList<string> OwnerKeys,
    IReadOnlySet<string> Excluded,
    DateTimeOffset? SubmittedAt = null);

/// <summary>How many leads a rep was given on a day of the rep's own calendar.</summary>
public sealed record RepDayCount(string RepId, DateOnly Day, int Assigned);

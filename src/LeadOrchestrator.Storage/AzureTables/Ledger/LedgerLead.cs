using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>All that the ledger keeps of a lead; one entity, so that finding it is one read.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Rounds">Its rounds.</param>
/// <param name="Owners">By which keys its rep is known.</param>
/// <param name="ErasedAt">When it was erased: what runs submitted until then still write is refused.</param>
internal sealed record LedgerLead(string LeadId, IReadOnlyList<LedgerRound> Rounds, IReadOnlyList<LedgerOwner> Owners, DateTimeOffset? ErasedAt = null)
{
    public static LedgerLead None(string leadId) => new(leadId, [], []);

    public LedgerRound? InEffect() => Rounds.FirstOrDefault(round => round.InEffect);

    public LedgerRound? Find(int number) => Rounds.FirstOrDefault(round => round.Number == number);

    public LedgerLead With(LedgerRound round) => this with { Rounds = [.. Rounds.Where(other => other.Number != round.Number), round] };
}

/// <summary>One round of a lead's assignment.</summary>
/// <param name="Number">The round.</param>
/// <param name="InEffect">Whether this is where the lead stands; of a lead's rounds exactly one is.</param>
/// <param name="Open">Whether it counts as open.</param>
/// <param name="QueuedAt">Since when it waits in the house queue, in UTC ticks; null if it does not.</param>
/// <param name="Assignment">What was decided.</param>
internal sealed record LedgerRound(int Number, bool InEffect, bool Open, long? QueuedAt, Assignment Assignment)
{
    /// <summary>A queued decision is not final: the next time somebody may be there. Not written.</summary>
    public bool IsFinal() => Assignment.Outcome != AssignmentOutcome.Queued;
}

/// <summary>A key by which a lead's rep is known as the owner.</summary>
/// <param name="Key">The key (<see cref="OwnerKeys"/>).</param>
/// <param name="At">Since when, in UTC ticks.</param>
/// <param name="RepId">The rep.</param>
internal sealed record LedgerOwner(string Key, long At, string RepId);

using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Storage;

/// <summary>The lead book: the built-in CRM, one record a lead.</summary>
public interface ILeadBook
{
    /// <summary>Writes a record under its lead's id: inserted, or replaced if it is there.</summary>
    /// <returns>Whether the same content was there already.</returns>
    /// <exception cref="LeadErasedException">The lead was erased after <see cref="LeadRecord.SubmittedAt"/>.</exception>
    Task<bool> UpsertAsync(LeadRecord record, CancellationToken cancellationToken = default);

    /// <summary>Finds a record, or null.</summary>
    Task<LeadRecord?> FindAsync(string leadId, CancellationToken cancellationToken = default);

    /// <summary>Lists records, newest submission first.</summary>
    /// <exception cref="ArgumentException">The continuation token is not one of this list's.</exception>
    Task<Page<LeadRecord>> ListAsync(int top, string? continuationToken = null, CancellationToken cancellationToken = default);

    /// <summary>Records when a lead first got a human response; the first recorded time stays.</summary>
    /// <returns>Whether this was the first.</returns>
    /// <exception cref="LeadErasedException">The lead was erased after it was assigned.</exception>
    Task<bool> RecordResponseAsync(string leadId, string? repId, DateTimeOffset assignedAt, DateTimeOffset respondedAt, CancellationToken cancellationToken = default);

    /// <summary>Removes all that is kept of a lead.</summary>
    /// <returns>Whether there was anything.</returns>
    Task<bool> EraseAsync(string leadId, CancellationToken cancellationToken = default);
}

/// <summary>A lead's record in the lead book.</summary>
/// <param name="LeadId">The lead's id, and the record's key.</param>
/// <param name="Lead">The lead.</param>
/// <param name="SubmittedAt">When it was accepted.</param>
/// <param name="UpdatedAt">When the record was written.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Grade">For example <c>B2</c>.</param>
/// <param name="Action">The follow-up.</param>
/// <param name="RepId">Who has it; null for nobody.</param>
/// <param name="Team">The team.</param>
/// <param name="RespondedAt">When a person first responded; null if not yet.</param>
public sealed record LeadRecord(
    string LeadId,
    Lead Lead,
    DateTimeOffset SubmittedAt,
    DateTimeOffset UpdatedAt,
    int Score,
    string Grade,
    string Action,
    string? RepId,
    string? Team,
    DateTimeOffset? RespondedAt = null);

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="ContinuationToken">What to ask the next page with; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? ContinuationToken);

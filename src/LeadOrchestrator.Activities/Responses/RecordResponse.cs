using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Responses;

/// <summary>Records the first human response: in the lead book, in the ledger (the lead is no longer open) and in the event log.</summary>
public sealed class RecordResponse(ILeadBook book, IAssignmentLedger ledger, IEventLog log) : IActivity<ResponseRecord, bool>
{
    /// <summary>Records it.</summary>
    /// <returns>Whether this was the lead's first response.</returns>
    public async Task<bool> RunAsync(ActivityContext context, ResponseRecord input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var first = await book.RecordResponseAsync(input.LeadId, input.RepId, input.AssignedAt, input.RespondedAt, cancellationToken);
        await ledger.CloseAsync(input.LeadId, cancellationToken);
        await log.AppendAsync(LeadEvents.Responded(input) with { SubmittedAt = input.SubmittedAt }, cancellationToken);
        return first;
    }
}

namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>Takes a lead off its rep's open ones; with <paramref name="erase"/>, and out of the ledger, which keeps <paramref name="erasedAt"/> alone.</summary>
internal sealed class CloseWork(string leadId, bool erase, DateTimeOffset? erasedAt, CancellationToken cancellationToken) : LedgerWork<bool>(leadId, cancellationToken)
{
    public override LedgerLead Apply(LedgerLead lead, LedgerBatch batch)
    {
        var open = lead.InEffect() is { Open: true } round ? round : null;
        if (open is { Assignment.RepId: { } repId }) batch.Closed(repId);
        if (erase)
        {
            Result = lead.Rounds.Count > 0;
            return Result || erasedAt is not null ? LedgerLead.None(LeadId) with { ErasedAt = erasedAt } : lead;
        }

        Result = open is not null;
        return open is null ? lead : lead.With(open with { Open = false });
    }
}

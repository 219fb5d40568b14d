namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>Takes a lead off its rep's open ones; with <paramref name="erase"/>, and out of the ledger.</summary>
internal sealed class CloseWork(string leadId, bool erase, CancellationToken cancellationToken) : LedgerWork<bool>(leadId, cancellationToken)
{
    public override LedgerLead Apply(LedgerLead lead, LedgerBatch batch)
    {
        var open = lead.InEffect() is { Open: true } round ? round : null;
        if (open is { Assignment.RepId: { } repId }) batch.Closed(repId);
        if (erase)
        {
            Result = lead.Rounds.Count > 0;
            return Result ? LedgerLead.None(LeadId) : lead;
        }

        Result = open is not null;
        return open is null ? lead : lead.With(open with { Open = false });
    }
}

using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite.Ledger;

/// <summary>Takes a lead off its rep's open ones; with <paramref name="erase"/>, and out of the ledger.</summary>
internal sealed class CloseWrite(LedgerImage image, string leadId, bool erase) : LedgerWrite<int>(image, CancellationToken.None)
{
    private readonly LedgerImage _image = image;

    /// <summary>How many rows were closed, or erased.</summary>
    protected override int Write(SqliteSession session)
    {
        var open = LedgerRow.InEffectOf(session, leadId) is { Open: true } row ? row : null;
        if (open is { RepId: { } repId }) _image.Closed(session, repId);
        if (erase) return Erase(session);
        if (open is not null) LedgerRow.Save(session, leadId, open with { Open = false });
        return open is null ? 0 : 1;
    }

    private int Erase(SqliteSession session)
    {
        var count = session.Execute("DELETE FROM assignments WHERE lead_id = $0", leadId) + OwnerTable.Forget(session, leadId);
        if (count > 0) session.MarkErasure();
        return count;
    }
}

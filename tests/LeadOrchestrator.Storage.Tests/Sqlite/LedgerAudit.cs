using LeadOrchestrator.Storage.Sqlite;

namespace LeadOrchestrator.Storage.Tests.Sqlite;

/// <summary>Whether the ledger's tables agree with each other: counters with rows, owners with assignments.</summary>
internal static class LedgerAudit
{
    public static void Check(SqliteStores stores) => stores.Database.Read(session =>
    {
        Assert.Equal(
            session.Query("SELECT rep_id, count(*) FROM assignments WHERE open = 1 GROUP BY rep_id ORDER BY rep_id", row => (row.GetString(0), row.GetInt64(1))),
            session.Query("SELECT rep_id, open FROM rep_loads WHERE open <> 0 ORDER BY rep_id", row => (row.GetString(0), row.GetInt64(1))));
        Assert.Equal(
            session.Query("SELECT rep_id, count(*) FROM assignments WHERE rep_id IS NOT NULL GROUP BY rep_id ORDER BY rep_id", row => (row.GetString(0), row.GetInt64(1))),
            session.Query("SELECT rep_id, sum(assigned) FROM rep_days GROUP BY rep_id ORDER BY rep_id", row => (row.GetString(0), row.GetInt64(1))));
        Assert.Equal(
            0, session.Scalar<long>("SELECT count(*) FROM assignments GROUP BY lead_id HAVING sum(in_effect) <> 1"));
        Assert.Equal(
            0, session.Scalar<long>("SELECT count(*) FROM owners o LEFT JOIN assignments a ON a.lead_id = o.lead_id AND a.rep_id = o.rep_id WHERE a.lead_id IS NULL"));
        return true;
    });

    public static long Assigned(SqliteStores stores) =>
        stores.Database.Read(session => session.Scalar<long>("SELECT count(*) FROM assignments WHERE rep_id IS NOT NULL"));
}

using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Paging;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>The audit log in SQLite. A trigger keeps rows from being changed.</summary>
internal sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    private const string List = "audit";
    private const int PurgedAtOnce = 5_000; // so that a purge holds nobody up

    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return database.WriteAsync(
            session => entries.Sum(entry => session.Execute(
                "INSERT INTO audit (id, at, who, what, subject, origin, status, count) VALUES ($0, $1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
                entry.Id, entry.At.UtcTicks, entry.Who, entry.What, entry.On, entry.From, entry.Status, entry.Count)),
            cancellationToken);
    }

    public Task<Page<AuditEntry>> ReadAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var limit = Pages.RowsFor(query.Top);
        var after = ContinuationToken.Decode(List, query.ContinuationToken, sequenced: true);
        var sql = "SELECT seq, id, at, who, what, subject, origin, status, count FROM audit WHERE at >= $0 AND at <= $1"
            + (query.Who is null ? " AND $2 IS NULL" : " AND who = $2")
            + (after is null ? " AND $3 IS NULL AND $4 IS NULL" : " AND (at, seq) < ($3, $4)")
            + " ORDER BY at DESC, seq DESC LIMIT $5";
        return database.ReadAsync(
            session => Pages.Cut(
                session.Query(sql, ToRow, query.From?.UtcTicks ?? long.MinValue, query.To?.UtcTicks ?? long.MaxValue, query.Who, after?.Order, after?.Sequence, limit),
                query.Top, List, row => row.Entry, row => new(row.Entry.At.UtcTicks, row.Seq)),
            cancellationToken);
    }

    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var total = 0; ;)
        {
            var purged = await database.WriteAsync(
                session => session.Execute("DELETE FROM audit WHERE seq IN (SELECT seq FROM audit WHERE at < $0 LIMIT $1)", before.UtcTicks, PurgedAtOnce), cancellationToken);
            total += purged;
            if (purged < PurgedAtOnce) return total;
        }
    }

    private static (long Seq, AuditEntry Entry) ToRow(SqliteDataReader row) => (row.GetInt64(0), new AuditEntry(
        row.GetString(1), row.Time(2), row.GetString(3), row.GetString(4), row.TextOrNull(5), row.TextOrNull(6), row.GetInt32(7), row.GetInt32(8)));
}

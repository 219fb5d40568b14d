using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Paging;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>The notification inbox in SQLite.</summary>
internal sealed class SqliteInbox(SqliteDatabase database, Eraser eraser) : IInbox
{
    private const string List = "inbox";

    public Task<bool> AddAsync(Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return database.WriteUnlessErasedAsync(
            notification.LeadId, notification.SubmittedAt,
            session => session.Execute(
                """
                INSERT INTO notifications (key, recipient, lead_id, kind, text, at) VALUES ($0, $1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING
                """,
                notification.Key, notification.Recipient, notification.LeadId, notification.Kind, notification.Text, notification.At.UtcTicks) == 1,
            cancellationToken);
    }

    public Task<Page<Notification>> ListAsync(string? recipient, int top, string? continuationToken, CancellationToken cancellationToken)
    {
        var limit = Pages.RowsFor(top);
        var after = ContinuationToken.Decode(List, continuationToken, sequenced: true);
        var sql = "SELECT seq, key, recipient, lead_id, kind, text, at FROM notifications"
            + (recipient is null ? " WHERE $0 IS NULL" : " WHERE recipient = $0")
            + (after is null ? " AND $1 IS NULL AND $2 IS NULL" : " AND (at, seq) < ($1, $2)")
            + " ORDER BY at DESC, seq DESC LIMIT $3";
        return database.ReadAsync(
            session => Pages.Cut(
                session.Query(sql, ToRow, recipient, after?.Order, after?.Sequence, limit), top, List,
                row => row.Notification, row => new(row.Notification.At.UtcTicks, row.Seq)),
            cancellationToken);
    }

    public Task<IReadOnlyList<Notification>> ListAboutAsync(string leadId, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Notification>>(
        session => session.Query(
            "SELECT seq, key, recipient, lead_id, kind, text, at FROM notifications WHERE lead_id = $0 ORDER BY at DESC, seq DESC",
            row => ToRow(row).Notification, leadId),
        cancellationToken);

    public Task<int> EraseAsync(string leadId, CancellationToken cancellationToken) =>
        eraser.EraseAsync(session => session.Execute("DELETE FROM notifications WHERE lead_id = $0", leadId), cancellationToken);

    private static (long Seq, Notification Notification) ToRow(SqliteDataReader row) => (row.GetInt64(0), new Notification(
        row.GetString(1), row.GetString(2), row.TextOrNull(3), row.GetString(4), row.GetString(5), row.Time(6)));
}

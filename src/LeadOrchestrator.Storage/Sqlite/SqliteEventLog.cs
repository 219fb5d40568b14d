using System.Text.Json;
using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Paging;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>The event log in SQLite: rows are added and, for erasure, removed; none is ever changed.</summary>
internal sealed class SqliteEventLog(SqliteDatabase database, Eraser eraser) : IEventLog
{
    private const string List = "events";

    public Task<bool> AppendAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        var data = cloudEvent.Data?.GetRawText();
        return database.WriteUnlessErasedAsync(
            cloudEvent.Subject, cloudEvent.SubmittedAt,
            session => session.Execute(
                """
                INSERT INTO events (id, source, type, subject, time, data) VALUES ($0, $1, $2, $3, $4, $5) ON CONFLICT (id, source) DO NOTHING
                """,
                cloudEvent.Id, cloudEvent.Source, cloudEvent.Type, cloudEvent.Subject, cloudEvent.Time.UtcTicks, data) == 1,
            cancellationToken);
    }

    public Task<Page<CloudEvent>> ReadAsync(EventQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var limit = Pages.RowsFor(query.Top);
        var after = ContinuationToken.Decode(List, query.ContinuationToken, sequenced: true);
        var sql = "SELECT seq, id, source, type, subject, time, data FROM events WHERE time >= $0 AND time <= $1"
            + (query.Type is null ? " AND $2 IS NULL" : " AND type = $2")
            + (query.Subject is null ? " AND $3 IS NULL" : " AND subject = $3")
            + (after is null ? " AND $4 IS NULL AND $5 IS NULL" : " AND (time, seq) < ($4, $5)")
            + " ORDER BY time DESC, seq DESC LIMIT $6";
        return database.ReadAsync(
            session => Pages.Cut(
                session.Query(
                    sql, ToRow, query.From?.UtcTicks ?? long.MinValue, query.To?.UtcTicks ?? long.MaxValue,
                    query.Type, query.Subject, after?.Order, after?.Sequence, limit),
                query.Top, List, row => row.Event, row => new(row.Event.Time.UtcTicks, row.Seq)),
            cancellationToken);
    }

    public Task<int> EraseAsync(string subject, CancellationToken cancellationToken) =>
        eraser.EraseAsync(session => session.Execute("DELETE FROM events WHERE subject = $0", subject), cancellationToken);

    private static (long Seq, CloudEvent Event) ToRow(SqliteDataReader row) => (row.GetInt64(0), new CloudEvent(
        row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.Time(5),
        row.TextOrNull(6) is { } data ? JsonElement.Parse(data) : null));
}

using System.Text.Json;
using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Paging;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>The lead book in SQLite. Responses have a table of their own: they may come before the record does.</summary>
internal sealed class SqliteLeadBook(SqliteDatabase database, Eraser eraser) : ILeadBook
{
    private const string List = "leads";

    private const string Columns = """
        SELECT l.lead_id, l.lead, l.submitted_at, l.updated_at, l.score, l.grade, l.action, l.rep_id, l.team, r.responded_at
        FROM leads l LEFT JOIN responses r ON r.lead_id = l.lead_id
        """;

    // Everything but updated_at is content: writing the same once more changes nothing, not even the time.
    private const string Upsert = """
        INSERT INTO leads (lead_id, lead, submitted_at, updated_at, score, grade, action, rep_id, team)
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (lead_id) DO UPDATE SET
          lead = excluded.lead, submitted_at = excluded.submitted_at, updated_at = excluded.updated_at, score = excluded.score,
          grade = excluded.grade, action = excluded.action, rep_id = excluded.rep_id, team = excluded.team
        WHERE (lead, submitted_at, score, grade, action, rep_id, team)
          IS NOT (excluded.lead, excluded.submitted_at, excluded.score, excluded.grade, excluded.action, excluded.rep_id, excluded.team)
        """;

    private const string Respond = """
        INSERT INTO responses (lead_id, rep_id, assigned_at, responded_at) VALUES ($0, $1, $2, $3) ON CONFLICT (lead_id) DO NOTHING
        """;

    public Task<bool> UpsertAsync(LeadRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var lead = JsonSerializer.Serialize(record.Lead, StorageJson.Default.Lead);
        return database.WriteUnlessErasedAsync(
            record.LeadId, record.SubmittedAt,
            session =>
            {
                var unchanged = session.Execute(
                    Upsert, record.LeadId, lead, record.SubmittedAt.UtcTicks, record.UpdatedAt.UtcTicks,
                    record.Score, record.Grade, record.Action, record.RepId, record.Team) == 0;
                if (record.RespondedAt is { } at) session.Execute(Respond, record.LeadId, record.RepId, record.SubmittedAt.UtcTicks, at.UtcTicks);
                return unchanged;
            },
            cancellationToken);
    }

    public Task<LeadRecord?> FindAsync(string leadId, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query($"{Columns} WHERE l.lead_id = $0", ToRecord, leadId).FirstOrDefault(), cancellationToken);

    public Task<Page<LeadRecord>> ListAsync(int top, string? continuationToken, CancellationToken cancellationToken)
    {
        var limit = Pages.RowsFor(top);
        var after = ContinuationToken.Decode(List, continuationToken);
        return database.ReadAsync(
            session => Pages.Cut(
                after is { } place
                    ? session.Query($"{Columns} WHERE (l.submitted_at, l.lead_id) < ($1, $2) ORDER BY l.submitted_at DESC, l.lead_id DESC LIMIT $0", ToRecord, limit, place.Order, place.Id)
                    : session.Query($"{Columns} ORDER BY l.submitted_at DESC, l.lead_id DESC LIMIT $0", ToRecord, limit),
                top, List, record => record, record => new(record.SubmittedAt.UtcTicks, record.LeadId)),
            cancellationToken);
    }

    public Task<bool> RecordResponseAsync(
        string leadId, string? repId, DateTimeOffset assignedAt, DateTimeOffset respondedAt, CancellationToken cancellationToken) => database.WriteUnlessErasedAsync(
        leadId, assignedAt, session => session.Execute(Respond, leadId, repId, assignedAt.UtcTicks, respondedAt.UtcTicks) == 1, cancellationToken);

    public async Task<bool> EraseAsync(string leadId, CancellationToken cancellationToken) => await eraser.EraseAsync(
        session => session.Execute("DELETE FROM leads WHERE lead_id = $0", leadId) + session.Execute("DELETE FROM responses WHERE lead_id = $0", leadId),
        cancellationToken) > 0;

    private static LeadRecord ToRecord(SqliteDataReader row) => new(
        row.GetString(0), JsonSerializer.Deserialize(row.GetString(1), StorageJson.Default.Lead)!, row.Time(2), row.Time(3),
        row.GetInt32(4), row.GetString(5), row.GetString(6), row.TextOrNull(7), row.TextOrNull(8), row.TimeOrNull(9));
}

using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Paging;

namespace LeadOrchestrator.Storage.Sqlite.Ledger;

/// <summary>The assignment ledger in SQLite. Assignments are made one after the other by the writer's thread.</summary>
internal sealed class SqliteAssignmentLedger(SqliteDatabase database, Eraser eraser) : IAssignmentLedger
{
    private const string List = "queued";

    private readonly LedgerImage _image = new();

    public async Task<Assignment> AssignAsync(
        AssignmentRequest request, Func<RoutingFacts, RoutingDecision> decide, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(decide);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Round, nameof(request));
        cancellationToken.ThrowIfCancellationRequested();
        var write = new AssignWrite(_image, request, decide, cancellationToken);
        database.Enqueue(write);
        return await write.Completion;
    }

    public Task<RoutingFacts> ReadFactsAsync(AssignmentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return database.ReadAsync(
            session =>
            {
                // The image runs ahead of the disk; an image of its own shows what is committed.
                var committed = new LedgerImage();
                session.Execute("BEGIN");
                committed.Use(session, lastUsed: 0);
                var facts = committed.Facts(session, request);
                session.Execute("COMMIT");
                return facts;
            },
            cancellationToken);
    }

    public Task<Assignment?> FindAsync(string leadId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => LedgerRow.InEffectOf(session, leadId)?.Assignment, cancellationToken);

    public async Task<bool> CloseAsync(string leadId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new CloseWrite(_image, leadId, erase: false);
        database.Enqueue(write);
        return await write.Completion > 0;
    }

    public Task<Page<Assignment>> ListQueuedAsync(int top, string? continuationToken, CancellationToken cancellationToken)
    {
        var limit = Pages.RowsFor(top);
        var after = ContinuationToken.Decode(List, continuationToken);
        return database.ReadAsync(
            session => Pages.Cut(
                session.Query(
                    """
                    SELECT queued_at, lead_id, decision FROM assignments
                    WHERE queued_at IS NOT NULL AND (queued_at, lead_id) > ($0, $1) ORDER BY queued_at, lead_id LIMIT $2
                    """,
                    row => (QueuedAt: row.GetInt64(0), LeadId: row.GetString(1), Decision: row.GetString(2)),
                    after?.Order ?? long.MinValue, after?.Id ?? "", limit),
                top, List, row => LedgerRow.ReadDecision(row.Decision), row => new(row.QueuedAt, row.LeadId)),
            cancellationToken);
    }

    public Task<IReadOnlyList<RepDayCount>> CountsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<RepDayCount>>(
        session => session.Query(
            "SELECT rep_id, day, assigned FROM rep_days WHERE day BETWEEN $0 AND $1 ORDER BY day, rep_id",
            row => new RepDayCount(row.GetString(0), DateOnly.FromDayNumber(row.GetInt32(1)), row.GetInt32(2)), from.DayNumber, to.DayNumber),
        cancellationToken);

    public async Task<bool> EraseAsync(string leadId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new CloseWrite(_image, leadId, erase: true);
        return await eraser.EraseAsync(write, write.Completion) > 0;
    }
}

using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>Erasures in SQLite, in the file of the stores: whether a write is covered is read in the write's own transaction.</summary>
internal sealed class SqliteErasures(SqliteDatabase database) : IErasures
{
    private const string Find = "SELECT at FROM erased WHERE lead = $0";

    public Task RecordAsync(string leadId, DateTimeOffset at, DateTimeOffset until, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "INSERT INTO erased (lead, at, until) VALUES ($0, $1, $2) ON CONFLICT (lead) DO UPDATE SET at = max(at, excluded.at), until = max(until, excluded.until)",
            ErasedLeads.HashOf(leadId), at.UtcTicks, until.UtcTicks),
        cancellationToken);

    public Task<DateTimeOffset?> FindAsync(string leadId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ErasedAt(session, leadId), cancellationToken);

    public Task<ErasedLeads> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken) => database.ReadAsync(
        session => new ErasedLeads(session.Query("SELECT lead FROM erased WHERE at >= $0", row => row.GetString(0), since.UtcTicks)), cancellationToken);

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute("DELETE FROM erased WHERE until < $0", now.UtcTicks), cancellationToken);

    /// <exception cref="LeadErasedException">The lead was erased after the run was submitted.</exception>
    public static void Refuse(SqliteSession session, string leadId, DateTimeOffset? submittedAt)
    {
        if (ErasuresExtensions.Covers(ErasedAt(session, leadId), submittedAt)) throw new LeadErasedException(leadId);
    }

    private static DateTimeOffset? ErasedAt(SqliteSession session, string leadId) =>
        session.Scalar<long>(Find, ErasedLeads.HashOf(leadId)) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}

/// <summary>Writes of what belongs to a lead.</summary>
internal static class UnlessErased
{
    /// <summary>Writes, unless the lead was erased after the run was submitted that writes.</summary>
    /// <exception cref="LeadErasedException">It was; nothing was written.</exception>
    public static async Task<T> WriteUnlessErasedAsync<T>(
        this SqliteDatabase database, string? leadId, DateTimeOffset? submittedAt, Func<SqliteSession, T> write, CancellationToken cancellationToken)
    {
        // Thrown out here: an exception inside would roll back, where there is nothing to roll back.
        var (refused, result) = await database.WriteAsync<(LeadErasedException?, T)>(
            session =>
            {
                try
                {
                    if (leadId is not null) SqliteErasures.Refuse(session, leadId, submittedAt);
                }
                catch (LeadErasedException erased)
                {
                    return (erased, default!);
                }

                return (null, write(session));
            },
            cancellationToken);
        return refused is null ? result : throw refused;
    }
}

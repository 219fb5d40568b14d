using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>Last runs of scheduled jobs in SQLite.</summary>
internal sealed class SqliteJobStore(SqliteDatabase database) : IJobStore
{
    public Task<DateTimeOffset?> LastRunAsync(string job, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query("SELECT at FROM job_runs WHERE job = $0", row => row.TimeOrNull(0), job).FirstOrDefault(), cancellationToken);

    public Task RecordRunAsync(string job, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "INSERT INTO job_runs (job, at) VALUES ($0, $1) ON CONFLICT (job) DO UPDATE SET at = excluded.at", job, at.UtcTicks),
        cancellationToken);
}

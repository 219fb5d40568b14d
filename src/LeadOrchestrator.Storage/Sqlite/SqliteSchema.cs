namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>The tables of <c>leads.db</c>. Times are UTC ticks, days are day numbers, what is kept whole is JSON.</summary>
internal static class SqliteSchema
{
    /// <summary>Goes up by one with every change that an older program could not read.</summary>
    public const int Version = 1;

    public static readonly string Sql = $"""
        PRAGMA user_version = {Version};

        CREATE TABLE IF NOT EXISTS leads (
          lead_id TEXT PRIMARY KEY, lead TEXT NOT NULL, submitted_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
          score INTEGER NOT NULL, grade TEXT NOT NULL, action TEXT NOT NULL, rep_id TEXT, team TEXT);
        CREATE INDEX IF NOT EXISTS leads_by_time ON leads (submitted_at, lead_id);
        CREATE TABLE IF NOT EXISTS responses (
          lead_id TEXT PRIMARY KEY, rep_id TEXT, assigned_at INTEGER NOT NULL, responded_at INTEGER NOT NULL);

        CREATE TABLE IF NOT EXISTS assignments (
          lead_id TEXT NOT NULL, round INTEGER NOT NULL, in_effect INTEGER NOT NULL, outcome INTEGER NOT NULL,
          rep_id TEXT, open INTEGER NOT NULL, queued_at INTEGER, decision TEXT NOT NULL, UNIQUE (lead_id, round));
        CREATE INDEX IF NOT EXISTS assignments_queue ON assignments (queued_at, lead_id) WHERE queued_at IS NOT NULL;
        CREATE TABLE IF NOT EXISTS rep_loads (rep_id TEXT PRIMARY KEY, open INTEGER NOT NULL, last_assigned_at INTEGER) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS rep_days (
          day INTEGER NOT NULL, rep_id TEXT NOT NULL, assigned INTEGER NOT NULL, PRIMARY KEY (day, rep_id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS round_robins (team TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS owners (
          key TEXT NOT NULL, assigned_at INTEGER NOT NULL, lead_id TEXT NOT NULL, rep_id TEXT NOT NULL,
          PRIMARY KEY (key, assigned_at, lead_id)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS owners_by_lead ON owners (lead_id);

        CREATE TABLE IF NOT EXISTS events (
          seq INTEGER PRIMARY KEY, id TEXT NOT NULL, source TEXT NOT NULL, type TEXT NOT NULL, subject TEXT,
          time INTEGER NOT NULL, data TEXT, UNIQUE (id, source));
        CREATE INDEX IF NOT EXISTS events_by_time ON events (time, seq);
        CREATE INDEX IF NOT EXISTS events_by_type ON events (type, time, seq);
        CREATE INDEX IF NOT EXISTS events_by_subject ON events (subject, time, seq);

        CREATE TABLE IF NOT EXISTS notifications (
          seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, lead_id TEXT, kind TEXT NOT NULL,
          text TEXT NOT NULL, at INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS notifications_by_time ON notifications (at, seq);
        CREATE INDEX IF NOT EXISTS notifications_by_recipient ON notifications (recipient, at, seq);
        CREATE INDEX IF NOT EXISTS notifications_by_lead ON notifications (lead_id);

        CREATE TABLE IF NOT EXISTS import_rows (
          import_id TEXT NOT NULL, line INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, path TEXT,
          raw TEXT NOT NULL, UNIQUE (import_id, line));
        CREATE TABLE IF NOT EXISTS rule_documents (hash TEXT PRIMARY KEY, label TEXT NOT NULL, document TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS audit (
          seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT,
          origin TEXT, status INTEGER NOT NULL, count INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS audit_by_time ON audit (at, seq);
        CREATE TRIGGER IF NOT EXISTS audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        CREATE TABLE IF NOT EXISTS erased (lead TEXT PRIMARY KEY, at INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS job_runs (job TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
        """;
}

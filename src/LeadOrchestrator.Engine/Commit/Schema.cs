using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Commit;

/// <summary>The tables. An instance's key is the time of its creation (UTC ticks, made unique), so that keys order instances by age.</summary>
internal static class Schema
{
    private const int Version = 1;

    public const string Sql = """
        CREATE TABLE IF NOT EXISTS instances(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, status INTEGER NOT NULL,
            active INTEGER NOT NULL,            -- 1: has something to do at start-up besides waiting for timers and events
            updated INTEGER NOT NULL, generation INTEGER NOT NULL,
            parent INTEGER, parent_task INTEGER, parent_generation INTEGER,
            version TEXT, trace TEXT, custom_status BLOB, failure BLOB, input BLOB, output BLOB);
        CREATE UNIQUE INDEX IF NOT EXISTS instance_ids ON instances(id);
        CREATE INDEX IF NOT EXISTS instance_children ON instances(parent) WHERE parent IS NOT NULL;
        CREATE INDEX IF NOT EXISTS instances_not_completed ON instances(status, name, key) WHERE status <> 3;
        CREATE INDEX IF NOT EXISTS instances_active ON instances(key) WHERE active = 1;
        CREATE TABLE IF NOT EXISTS history(
            instance INTEGER NOT NULL, seq INTEGER NOT NULL, events BLOB NOT NULL, PRIMARY KEY(instance, seq)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS timers(
            fire_at INTEGER NOT NULL, instance INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY(fire_at, instance, id)) WITHOUT ROWID;
        """;

    /// <summary>Refuses a file that a newer version wrote.</summary>
    public static int Check(SqliteSession session, string path)
    {
        var version = session.Scalar<long>("PRAGMA user_version");
        if (version > Version)
            throw new StorageException($"{path} was written by a newer version of this program (schema {version}; this one knows {Version}). Run that version.");
        if (version < Version) session.Execute($"PRAGMA user_version = {Version}");
        return Version;
    }
}

using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Commit;

/// <summary>What the engine reads from its file.</summary>
internal sealed class EngineStore(IEngineFile file)
{
    private const string ById = $"SELECT {InstanceRow.Columns} FROM instances i WHERE id = $0";
    private const string TurnsOf = "SELECT seq, events FROM history WHERE instance = $0 ORDER BY seq";

    public InstanceRow? Find(string id) => file.Read(session => Find(session, id));

    public static InstanceRow? Find(SqliteSession session, string id)
    {
        using var reader = session.Prepare(ById, id).ExecuteReader();
        return reader.Read() ? InstanceRow.Read(reader) : null;
    }

    /// <summary>As <see cref="Find(string)"/>, with the time of the last turn as the time of the last update.</summary>
    public InstanceRow? FindCurrent(string id) => file.Read(session =>
    {
        var row = Find(session, id);
        if (row is not null) Refresh(session, row);
        return row;
    });

    /// <summary>A row is not written at every turn; the last turn tells when anything last happened.</summary>
    public static void Refresh(SqliteSession session, InstanceRow row)
    {
        if (row.IsEnded) return;
        var last = session.Scalar<byte[]>("SELECT events FROM history WHERE instance = $0 ORDER BY seq DESC LIMIT 1", row.Key);
        if (last is not null) row.Updated = Math.Max(row.Updated, BatchReader.Time(last));
    }

    public List<TurnBatch> ReadHistory(long key) => file.Read(session => ReadHistory(session, key));

    public static List<TurnBatch> ReadHistory(SqliteSession session, long key) => session.Query(
        TurnsOf, reader => BatchReader.Read(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)), key);

    public (InstanceRow Row, List<TurnBatch> Turns)? ReadInstanceAndHistory(string id) => file.Read<(InstanceRow, List<TurnBatch>)?>(session =>
    {
        session.Execute("SAVEPOINT one_moment"); // both from one moment
        try
        {
            return Find(session, id) is { } row ? (row, ReadHistory(session, row.Key)) : null;
        }
        finally
        {
            session.Execute("RELEASE one_moment");
        }
    });

    public List<string> RunningChildren(long key) => file.Read(session =>
        session.Query("SELECT id FROM instances WHERE parent = $0 AND status < 3", reader => reader.GetString(0), key));

    public string? FindId(long key) => file.Read(session => session.Scalar<string>("SELECT id FROM instances WHERE key = $0", key));

    public long LastKey() => file.Read(session => session.Scalar<long>("SELECT max(key) FROM instances"));

    /// <summary>The next unfinished instances that have something to do, oldest first.</summary>
    public List<(long Key, string Id)> Active(long afterKey, long upToKey, int count) => file.Read(session => session.Query(
        "SELECT key, id FROM instances INDEXED BY instances_active WHERE active = 1 AND key > $0 AND key <= $1 ORDER BY key LIMIT $2",
        reader => (reader.GetInt64(0), reader.GetString(1)), afterKey, upToKey, count));

    /// <summary>The next timers after a place in their order.</summary>
    public List<TimerRow> Timers(TimerRow after, long upTo, int count) => file.Read(session => session.Query(
        """
        SELECT t.fire_at, t.instance, t.id, (SELECT i.id FROM instances i WHERE i.key = t.instance) FROM timers t
        WHERE (t.fire_at, t.instance, t.id) > ($0, $1, $2) AND t.fire_at <= $3 ORDER BY t.fire_at, t.instance, t.id LIMIT $4
        """,
        reader => new TimerRow(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), reader.IsDBNull(3) ? null : reader.GetString(3)),
        after.FireAt, after.Instance, after.Id, upTo, count));

    /// <summary>Whether the instance that started this one has been terminated.</summary>
    public bool ParentIsTerminated(long parent) => file.Read(session =>
        session.Scalar<long?>("SELECT status FROM instances WHERE key = $0", parent) == (long)RuntimeStatus.Terminated);
}

/// <summary>A timer on disk. Timers are ordered by these fields.</summary>
internal readonly record struct TimerRow(long FireAt, long Instance, int Id, string? InstanceId) : IComparable<TimerRow>
{
    public int CompareTo(TimerRow other)
    {
        var order = FireAt.CompareTo(other.FireAt);
        if (order == 0) order = Instance.CompareTo(other.Instance);
        return order == 0 ? Id.CompareTo(other.Id) : order;
    }
}

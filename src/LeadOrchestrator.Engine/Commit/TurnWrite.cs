using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Engine.Instances;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Commit;

/// <summary>Writes one turn inside a transaction. May run twice for the same turn, if the first transaction was rolled back.</summary>
internal static class TurnWrite
{
    private const string InsertRow = """
        INSERT OR IGNORE INTO instances(key, id, name, status, active, updated, generation, parent, parent_task, parent_generation, version, trace, custom_status, failure, input, output)
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    private const string UpdateRow =
        "UPDATE instances SET status = $1, active = $2, updated = $3, custom_status = $4, failure = $5, output = $6 WHERE key = $0";

    public static void Apply(SqliteSession session, InstanceRow row, Turn turn)
    {
        if (turn.Replaces is { } replaced) PurgeWrite.Delete(session, replaced);
        turn.FoundIdTaken = !WriteRow(session, row, turn);
        if (turn.FoundIdTaken) return;
        if (turn.ReplacesHistory) session.Execute("DELETE FROM history WHERE instance = $0", row.Key);
        if (turn.RewrittenHistory is { } rewritten) Rewrite(session, row.Key, rewritten);
        if (turn.Batch is { } batch) session.Execute("INSERT INTO history(instance, seq, events) VALUES ($0, $1, $2)", row.Key, turn.Sequence, batch);
        foreach (var timer in turn.TimersCreated)
            session.Execute("INSERT OR REPLACE INTO timers(fire_at, instance, id) VALUES ($0, $1, $2)", timer.FireAt, row.Key, timer.Id);
        foreach (var timer in turn.TimersRemoved)
            session.Execute("DELETE FROM timers WHERE fire_at = $0 AND instance = $1 AND id = $2", timer.FireAt, row.Key, timer.Id);
        turn.Conflicts.Clear();
        for (var i = 0; i < turn.Children.Count; i++) WriteChild(session, row, turn, turn.Children[i], turn.ChildKeys[i]);
        if (!turn.Ended) return;

        // After a crash the parent looks how its child ended, and the children whether their parent was terminated.
        if (row.Parent is { } parent) session.Execute("UPDATE instances SET active = 1 WHERE key = $0 AND active = 0 AND status < 3", parent);
        if (row.Status == RuntimeStatus.Terminated) session.Execute("UPDATE instances SET active = 1 WHERE parent = $0 AND active = 0 AND status < 3", row.Key);
    }

    /// <summary>Writes the row.</summary>
    /// <returns>False if it was to be a new instance and the id is taken.</returns>
    private static bool WriteRow(SqliteSession session, InstanceRow row, Turn turn)
    {
        if (turn.Row == RowChange.None) return true;
        var failure = row.Failure is null ? null : BatchWriter.Encode(row.Failure);
        var changed = turn.Row == RowChange.Insert
            ? Insert(session, row, failure)
            : session.Execute(UpdateRow, row.Key, (int)row.Status, row.Active ? 1 : 0, row.Updated, row.CustomStatus, failure, StoredPayload.Pack(row.Output));
        if (changed == 0 && turn.IsUncheckedStart) return false;
        if (changed == 0) throw new InstanceChangedException(row.Id);
        if (turn.BeginsAnew) session.Execute("UPDATE instances SET generation = $1, input = $2 WHERE key = $0", row.Key, row.Generation, StoredPayload.Pack(row.Input));
        return true;
    }

    private static int Insert(SqliteSession session, InstanceRow row, byte[]? failure) => session.Execute(
        InsertRow, row.Key, row.Id, row.Name, (int)row.Status, row.Active ? 1 : 0, row.Updated, row.Generation, row.Parent,
        row.Parent is null ? null : row.ParentTask, row.Parent is null ? null : row.ParentGeneration, row.Version, row.Trace,
        row.CustomStatus, failure, StoredPayload.Pack(row.Input), StoredPayload.Pack(row.Output));

    private static void Rewrite(SqliteSession session, long key, List<TurnBatch> history)
    {
        var writer = new BatchWriter();
        foreach (var batch in history)
        {
            writer.Begin(batch.Time);
            foreach (var record in batch.Records) writer.Add(record);
            session.Execute("INSERT INTO history(instance, seq, events) VALUES ($0, $1, $2)", key, batch.Sequence, writer.ToArray());
        }
    }

    private static void WriteChild(SqliteSession session, InstanceRow parent, Turn turn, HistoryRecord child, long key)
    {
        var row = new InstanceRow
        {
            Key = key,
            Id = child.ChildId!,
            Name = child.Name!,
            Status = RuntimeStatus.Pending,
            Active = true,
            Updated = key,
            Parent = parent.Key,
            ParentTask = child.Id,
            ParentGeneration = parent.Generation,
            Version = parent.Version,
            Trace = parent.Trace,
            Input = child.Input,
        };
        if (Insert(session, row, null) > 0) return;

        // An earlier attempt of the same call may have left a child of this id, ended: it makes room.
        var existing = EngineStore.Find(session, row.Id)!;
        if (child.Attempt > 1 && existing.Parent == parent.Key && existing.ParentGeneration == parent.Generation && existing.IsEnded)
        {
            PurgeWrite.Delete(session, existing.Key);
            Insert(session, row, null);
        }
        else if (!existing.IsChildOf(parent, child.Id))
        {
            turn.Conflicts.Add(child);
        }
    }
}

/// <summary>An instance was deleted or replaced while a turn of it was under way.</summary>
internal sealed class InstanceChangedException(string id) : Exception($"Instance '{id}' was changed by another request meanwhile.");

using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Replay;

/// <summary>Brings code to where its history left it, and checks that it decides what it decided before.</summary>
internal static class Replayer
{
    /// <summary>Replays a history.</summary>
    /// <param name="settings">What to run.</param>
    /// <param name="history">The recorded turns, oldest first.</param>
    /// <exception cref="NonDeterminismException">The code decides something else than it did when it was recorded.</exception>
    public static Execution Replay(ExecutionSettings settings, IEnumerable<TurnBatch> history)
    {
        var execution = new Execution(settings);
        foreach (var batch in history)
        {
            Repeat(execution, batch);
            Compare(batch, execution.Decisions);
        }

        return execution;
    }

    /// <summary>The failures in a history that were not retried. What the code decides is not compared: it may have been mended.</summary>
    public static HashSet<HistoryRecord> FinalFailures(ExecutionSettings settings, IEnumerable<TurnBatch> history)
    {
        var execution = new Execution(settings);
        var failures = new HashSet<HistoryRecord>();
        foreach (var batch in history)
        {
            Repeat(execution, batch);
            failures.UnionWith(execution.FinalFailures);
        }

        return failures;
    }

    private static void Repeat(Execution execution, TurnBatch batch)
    {
        execution.BeginTurn(batch.Time, replaying: true);
        foreach (var record in batch.Records)
        {
            if (!record.IsDecision) execution.Deliver(record);
        }

        execution.EndTurn();
    }

    private static void Compare(TurnBatch batch, List<HistoryRecord> decided)
    {
        var next = 0;
        foreach (var recorded in batch.Records)
        {
            if (!recorded.IsDecision) continue;
            var now = next < decided.Count ? decided[next++] : null;
            if (now is null || !IsSame(recorded, now)) throw new NonDeterminismException(batch.Sequence, recorded, now);
        }

        if (next < decided.Count) throw new NonDeterminismException(batch.Sequence, null, decided[next]);
    }

    private static bool IsSame(HistoryRecord recorded, HistoryRecord now) =>
        recorded.Kind == now.Kind && recorded.Id == now.Id && recorded.Name == now.Name && recorded.ChildId == now.ChildId
        && recorded.Status == now.Status;
}

/// <summary>The code of an orchestration no longer does what its history says it did.</summary>
internal sealed class NonDeterminismException(int turn, HistoryRecord? recorded, HistoryRecord? decided)
    : Exception($"Non-deterministic orchestration: in turn {turn} the history has {Name(recorded)}, but the code now decides {Name(decided)}. "
        + "Nothing is lost: deploy code that makes the recorded decisions, then resume the instance.")
{
    private static string Name(HistoryRecord? record) => record?.ToString() ?? "nothing more";
}

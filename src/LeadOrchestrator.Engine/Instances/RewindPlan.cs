using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Engine.Replay;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>How a failed instance is sent back to before its failure.</summary>
/// <param name="History">The turns that stay.</param>
/// <param name="Execution">The code, brought to the end of those.</param>
/// <param name="DeliverAgain">What arrived in a dropped turn and has to arrive again.</param>
internal sealed record RewindPlan(List<TurnBatch> History, Execution Execution, IReadOnlyList<HistoryRecord> DeliverAgain)
{
    /// <summary>
    /// Tries, by replaying, to forget every failure that was not retried; if the code then decides otherwise (it had
    /// caught an earlier one and gone on), to forget only those after its last decision; and if there is none, to run the
    /// last turn again.
    /// </summary>
    public static RewindPlan Make(ExecutionSettings settings, List<TurnBatch> history)
    {
        var failures = Replayer.FinalFailures(settings, history);
        var lastDecision = history.FindLastIndex(batch => batch.Records.Exists(record => record.IsDecision && record.Kind != HistoryKind.ExecutionCompleted));
        var late = history.Skip(lastDecision + 1).SelectMany(batch => batch.Records).Where(failures.Contains).ToHashSet();
        return Without(settings, history, failures) ?? Without(settings, history, late) ?? WithoutLastTurn(settings, history);
    }

    private static RewindPlan? Without(ExecutionSettings settings, List<TurnBatch> history, HashSet<HistoryRecord> failures)
    {
        if (failures.Count == 0) return null;
        var kept = history
            .ConvertAll(batch => batch with { Records = batch.Records.FindAll(record => record.Kind != HistoryKind.ExecutionCompleted && !failures.Contains(record)) })
            .FindAll(batch => batch.Records.Count > 0);
        try
        {
            return new(kept, Replayer.Replay(settings, kept), []);
        }
        catch (NonDeterminismException)
        {
            return null;
        }
    }

    private static RewindPlan WithoutLastTurn(ExecutionSettings settings, List<TurnBatch> history)
    {
        var kept = history[..^1];
        return new(kept, Replayer.Replay(settings, kept), history[^1].Records.FindAll(record => !record.IsDecision));
    }
}

using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Engine.Replay;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>Brings the code of an instance into memory, to where its history left it.</summary>
internal static class CodeLoader
{
    /// <summary>Replays the history.</summary>
    /// <returns>Why that is not possible, in words for the reason of a suspension; null if it was.</returns>
    public static string? Load(Instance instance, Turn turn)
    {
        var (runtime, row) = (instance.Runtime, instance.Row!);
        var isNew = instance.NextSequence == 0;
        var history = ReadHistory(instance);
        instance.RecordedEvents = history.Sum(batch => batch.Records.Count);
        if (runtime.Registry.FindOrchestration(row.Name) is not { } code)
        {
            return $"No orchestration named '{row.Name}' is registered (there are: {string.Join(", ", runtime.Registry.OrchestrationNames)}). "
                + "Deploy code that has it, then resume the instance.";
        }

        if (instance.RecordedEvents > runtime.Options.MaxHistoryEvents)
        {
            return $"The history has {instance.RecordedEvents:N0} events; MaxHistoryEvents allows {runtime.Options.MaxHistoryEvents:N0}. "
                + "Raise it, or use ContinueAsNew, then resume the instance.";
        }

        try
        {
            if (!isNew) runtime.Metrics.Replayed();
            turn.Replayed = !isNew;
            Adopt(instance, Replayer.Replay(Settings(instance, code), history));
            return null;
        }
        catch (NonDeterminismException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The recorded turns; afterwards the number of the next one is known.</summary>
    public static List<TurnBatch> ReadHistory(Instance instance)
    {
        var history = instance.NextSequence == 0 ? [] : instance.Runtime.Store.ReadHistory(instance.Row!.Key);
        instance.NextSequence = Math.Max(instance.NextSequence, history.Count == 0 ? 0 : history[^1].Sequence + 1);
        return history;
    }

    /// <summary>Makes a replayed execution the instance's.</summary>
    public static void Adopt(Instance instance, Execution execution)
    {
        instance.Execution = execution;
        execution.ForeignContinuation = foreign => instance.Runtime.Table.Post(instance.Id, new ForeignArrival(foreign));
        instance.Row!.CustomStatus = execution.CustomStatus ?? instance.Row.CustomStatus;
    }

    public static ExecutionSettings Settings(Instance instance, OrchestrationCode code)
    {
        var row = instance.Row!;
        return new(row.Name, row.Id, row.ParentId, row.Generation, code, row.Input, instance.Runtime.Json, instance.Runtime.LoggerFactory);
    }
}

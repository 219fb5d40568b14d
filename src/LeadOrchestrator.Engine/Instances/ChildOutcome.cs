using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>What a parent is told of a child.</summary>
internal static class ChildOutcome
{
    /// <summary>Looks what became of a child that the parent waits for; null while it runs.</summary>
    public static HistoryRecord? Find(EngineStore store, InstanceRow parent, HistoryRecord call)
    {
        if (store.Find(call.ChildId!) is not { } child)
            return Failed(call.Id, typeof(InvalidOperationException), $"The sub-orchestration '{call.ChildId}' was deleted.");
        if (!child.IsChildOf(parent, call.Id)) return Conflict(call);
        return child.IsEnded ? Of(child) : null;
    }

    /// <summary>How a child that has ended is reported.</summary>
    public static HistoryRecord Of(InstanceRow child) => child.Status switch
    {
        RuntimeStatus.Completed => new(HistoryKind.SubOrchestrationInstanceCompleted, child.ParentTask) { Payload = child.Output },
        RuntimeStatus.Failed => new(HistoryKind.SubOrchestrationInstanceFailed, child.ParentTask) { Failure = child.Failure },
        _ => Failed(child.ParentTask, typeof(OperationCanceledException), $"The sub-orchestration '{child.Id}' was terminated."),
    };

    /// <summary>The id asked for belongs to another instance.</summary>
    public static HistoryRecord Conflict(HistoryRecord call) => Failed(
        call.Id, typeof(InvalidOperationException), $"An instance with the id '{call.ChildId}' exists already and is not this call's.");

    private static HistoryRecord Failed(int id, Type error, string message) =>
        new(HistoryKind.SubOrchestrationInstanceFailed, id) { Failure = new(error.FullName!, message) };
}

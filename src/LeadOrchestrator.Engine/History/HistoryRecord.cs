using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.History;

/// <summary>One fact of an instance: something that arrived, or something its code decided.</summary>
internal sealed class HistoryRecord(HistoryKind kind, int id = -1)
{
    public HistoryKind Kind { get; } = kind;

    /// <summary>The sequence number of the task or timer that this creates or answers; −1 where it has none.</summary>
    public int Id { get; } = id;

    /// <summary>The activity's, orchestration's or event's name.</summary>
    public string? Name { get; init; }

    /// <summary>A result, or the payload of an event, as UTF-8 JSON.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>Why an instance was suspended, resumed, terminated or rewound.</summary>
    public string? Reason { get; init; }

    public FailureDetails? Failure { get; init; }

    /// <summary>When a timer is due, in UTC ticks.</summary>
    public long FireAt { get; init; }

    /// <summary>The instance id of a sub-orchestration.</summary>
    public string? ChildId { get; init; }

    /// <summary>How an execution completed.</summary>
    public RuntimeStatus Status { get; init; }

    /// <summary>The input of a scheduled task. Not stored: a replay makes it again.</summary>
    public byte[]? Input { get; init; }

    /// <summary>Which attempt of a call this schedules, from 1. Not stored.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Whether code decided this, rather than that it arrived from outside.</summary>
    public bool IsDecision => Kind is HistoryKind.TaskScheduled or HistoryKind.SubOrchestrationInstanceCreated or HistoryKind.TimerCreated
        or HistoryKind.ExecutionCompleted or HistoryKind.ContinuedAsNew;

    public override string ToString() => (Name, Id) switch
    {
        (null, < 0) => Kind.ToString(),
        (null, _) => $"{Kind} #{Id}",
        (_, < 0) => $"{Kind} '{Name}'",
        _ => $"{Kind} '{Name}' #{Id}",
    };
}

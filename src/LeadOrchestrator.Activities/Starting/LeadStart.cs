using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>What became of a submitted lead.</summary>
/// <param name="Result">Started, existing or conflicting.</param>
/// <param name="Run">The run that was started, or the one that existed already under this id.</param>
/// <param name="DifferingPath">For a conflict, the JSON path of the first field that differs, for example <c>$.company</c>;
/// null where it cannot be told.</param>
public sealed record LeadStart(LeadStartResult Result, LeadRun Run, string? DifferingPath = null)
{
    /// <summary>The lead's id, which is the instance id.</summary>
    public string LeadId => Run.LeadId;
}

/// <summary>The ends of a submission.</summary>
public enum LeadStartResult
{
    /// <summary>A run was started; it is durable.</summary>
    Started,

    /// <summary>The same lead was submitted before; its run, in whatever state, is the answer.</summary>
    Existing,

    /// <summary>The id is taken by a lead with other content, or by something that is not a lead. Nothing was started.</summary>
    Conflict,

    /// <summary>The idempotency key stands for another submission. Nothing was started.</summary>
    KeyConflict,
}

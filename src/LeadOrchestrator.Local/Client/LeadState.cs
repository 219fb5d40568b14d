using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Local.Client;

/// <summary>A lead's state, as <c>GET /api/leads/{id}</c> gives it on every host.</summary>
internal sealed record LeadState(
    string Id, string Status, DateTimeOffset? SubmittedAt, DateTimeOffset? UpdatedAt, LeadOutcome? Outcome, string? Error)
{
    /// <summary>Whether nothing more happens by itself.</summary>
    public bool IsSettled => IsEnded || Status is "Parked" or "Suspended";

    /// <summary>Whether it has ended.</summary>
    public bool IsEnded => Status is "Completed" or "Failed" or "Terminated";
}

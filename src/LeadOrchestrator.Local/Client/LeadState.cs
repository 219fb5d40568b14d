using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Local.Client;

/// <summary>A lead's state, as <c>GET /api/leads/{id}</c> gives it on every host.</summary>
internal sealed record LeadState(
    string Id, LeadStatus Status, DateTimeOffset? SubmittedAt, DateTimeOffset? UpdatedAt, LeadOutcome? Outcome, string? Error)
{
    /// <summary>Whether nothing more happens by itself.</summary>
    public bool IsSettled => IsEnded || Status is LeadStatus.Parked or LeadStatus.Suspended;

    /// <summary>Whether it has ended.</summary>
    public bool IsEnded => Status is LeadStatus.Completed or LeadStatus.Failed or LeadStatus.Terminated;
}

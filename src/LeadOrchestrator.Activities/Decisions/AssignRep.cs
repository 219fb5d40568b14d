using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Decisions;

/// <summary>Finds a rep for a lead and writes that down; asked again, it gives the rep it gave before.</summary>
public sealed class AssignRep(RepAssigner assigner) : IActivity<AssignRequest, Assignment>
{
    /// <inheritdoc/>
    public Task<Assignment> RunAsync(ActivityContext context, AssignRequest input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        return assigner.AssignAsync(input.LeadId, round: 0, input.Lead, input.Score, input.FollowUp, [], input.Rules, input.SubmittedAt, cancellationToken);
    }
}

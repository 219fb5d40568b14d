using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Decisions;

/// <summary>
/// Gives a lead to another rep because those who had it did not respond; a round counts once, however often it is asked.
/// The lead book then names the new owner.
/// </summary>
public sealed class ReassignRep(RepAssigner assigner, ILeadBook book, TimeProvider clock) : IActivity<ReassignRequest, Assignment>
{
    /// <inheritdoc/>
    public async Task<Assignment> RunAsync(ActivityContext context, ReassignRequest input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var assignment = await assigner.AssignAsync(
            input.LeadId, input.Round, input.Lead, input.Score, input.FollowUp, input.Excluded, input.Rules, input.SubmittedAt,
            cancellationToken);
        if (assignment.Outcome == AssignmentOutcome.Assigned
            && await book.FindAsync(input.LeadId, cancellationToken) is { } record && record.RepId != assignment.RepId)
            await book.UpsertAsync(
                record with { RepId = assignment.RepId, Team = assignment.Team, UpdatedAt = clock.GetUtcNow() }, cancellationToken);
        return assignment;
    }
}

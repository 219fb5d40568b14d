using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Decisions;

/// <summary>Decides what to do with a lead, by the rules stamped into its run.</summary>
public sealed class DecideFollowUp(IRuleBook rules) : IActivity<FollowUpRequest, FollowUp>
{
    /// <inheritdoc/>
    public async Task<FollowUp> RunAsync(ActivityContext context, FollowUpRequest input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var stamped = await rules.GetAsync(input.Rules, cancellationToken);
        return FollowUpPlanner.Decide(input.Lead, input.Score, stamped.FollowUp, stamped.Version, input.Now);
    }
}

using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Decisions;

/// <summary>Scores a lead by the rules stamped into its run.</summary>
public sealed class ScoreLead(IRuleBook rules) : IActivity<ScoreRequest, LeadScore>
{
    /// <inheritdoc/>
    public async Task<LeadScore> RunAsync(ActivityContext context, ScoreRequest input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var stamped = await rules.GetAsync(input.Rules, cancellationToken);
        return Scorer.Score(input.Lead, stamped.Scoring, stamped.Version, input.Now);
    }
}

using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Leads.FollowUps;

/// <summary>Decides what to do with a lead next.</summary>
public static class FollowUpPlanner
{
    /// <summary>The first rule that matches decides, but consent is never overruled.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="score">Its score.</param>
    /// <param name="rules">What to do with which leads.</param>
    /// <param name="version">Which rules these are.</param>
    /// <param name="now">The time of the decision.</param>
    public static FollowUp Decide(Lead lead, LeadScore score, FollowUpRules rules, RulesVersion version, DateTimeOffset now) =>
        throw new NotImplementedException();
}

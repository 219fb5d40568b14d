using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Leads.Scoring;

/// <summary>Scores leads.</summary>
public static class Scorer
{
    /// <summary>Scores a lead; the points of all contributions add up to the score exactly.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="rules">How to score.</param>
    /// <param name="version">Which rules these are.</param>
    /// <param name="now">The time that the age of activities is counted to.</param>
    public static LeadScore Score(Lead lead, ScoringRules rules, RulesVersion version, DateTimeOffset now) => throw new NotImplementedException();
}

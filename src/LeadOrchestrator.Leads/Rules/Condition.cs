using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>A question about a lead that a rule document asks: fields compared, joined by all, any and not.</summary>
public abstract record Condition
{
    /// <summary>Whether it holds.</summary>
    public abstract bool Matches(RuleSubject subject);

    /// <summary>The condition in words, for explanations.</summary>
    public abstract string Describe();
}

/// <summary>What conditions look at.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Now">The time of the decision.</param>
/// <param name="Score">Its score, once known.</param>
/// <param name="FollowUp">Its follow-up, once known.</param>
public sealed record RuleSubject(Lead Lead, DateTimeOffset Now, LeadScore? Score = null, FollowUp? FollowUp = null);

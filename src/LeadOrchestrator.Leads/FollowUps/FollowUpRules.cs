using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Leads.FollowUps;

/// <summary>What to do with leads: the <c>followUp</c> section of the rule document.</summary>
/// <param name="Rules">Tried in order; the first that matches decides. The last matches every lead.</param>
/// <param name="RespondWithin">Within what time a person must have responded, by action, where a rule does not say.</param>
public sealed record FollowUpRules(
    IReadOnlyList<FollowUpRule> Rules, IReadOnlyDictionary<FollowUpAction, TimeSpan> RespondWithin);

/// <summary>One rule: this is done with leads like this.</summary>
/// <param name="Name">The name that explanations use.</param>
/// <param name="When">Which leads; null for all.</param>
/// <param name="Action">What is done.</param>
/// <param name="RespondWithin">Within what time; null for the action's own.</param>
public sealed record FollowUpRule(string Name, Condition? When, FollowUpAction Action, TimeSpan? RespondWithin);

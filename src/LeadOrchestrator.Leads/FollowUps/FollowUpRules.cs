namespace LeadOrchestrator.Leads.FollowUps;

/// <summary>What to do with leads: the <c>followUp</c> section of the rule document.</summary>
public sealed record FollowUpRules;

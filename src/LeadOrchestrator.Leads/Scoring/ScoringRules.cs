namespace LeadOrchestrator.Leads.Scoring;

/// <summary>How leads are scored: the <c>scoring</c> section of the rule document.</summary>
public sealed record ScoringRules;

using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>A validated rule document.</summary>
/// <param name="Version">Its label and content hash.</param>
/// <param name="Scoring">How leads are scored.</param>
/// <param name="FollowUp">What to do with them.</param>
/// <param name="Routing">Who gets them.</param>
/// <param name="Document">The document as it was read, for the archive.</param>
public sealed record RuleSet(RulesVersion Version, ScoringRules Scoring, FollowUpRules FollowUp, RoutingRules Routing, string Document);

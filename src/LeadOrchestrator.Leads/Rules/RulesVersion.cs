namespace LeadOrchestrator.Leads.Rules;

/// <summary>Which rules decided: a label for people, a content hash for certainty.</summary>
/// <param name="Label">The label written in the document.</param>
/// <param name="Hash">The first 16 hexadecimal digits of the SHA-256 of the document's canonical form.</param>
public sealed record RulesVersion(string Label, string Hash);

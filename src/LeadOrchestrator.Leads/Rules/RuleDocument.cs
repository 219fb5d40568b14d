namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads rule documents.</summary>
public static class RuleDocument
{
    /// <summary>Reads and validates a document. Never throws for what it contains.</summary>
    /// <param name="json">The document; samples/rules.schema.json describes it.</param>
    public static RuleReading Read(string json) => throw new NotImplementedException();
}

/// <summary>What reading a rule document came to: rules, or everything that is wrong with them.</summary>
/// <param name="Rules">The rules; null if there are errors.</param>
/// <param name="Errors">What is wrong, each with its path and what is expected; empty if there are rules.</param>
public sealed record RuleReading(RuleSet? Rules, IReadOnlyList<FieldError> Errors);

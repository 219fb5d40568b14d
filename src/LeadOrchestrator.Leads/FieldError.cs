namespace LeadOrchestrator.Leads;

/// <summary>What is wrong with one field of an input or a document.</summary>
/// <param name="Path">Where: a JSON path such as <c>$.activities[2].at</c>.</param>
/// <param name="Message">What was wrong and what is expected.</param>
public sealed record FieldError(string Path, string Message);

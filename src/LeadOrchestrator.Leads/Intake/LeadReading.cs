namespace LeadOrchestrator.Leads.Intake;

/// <summary>What reading a lead came to: a lead, or everything that is wrong with it.</summary>
/// <param name="Lead">The lead, normalized; null if there are errors.</param>
/// <param name="Errors">What is wrong, in document order, about 20 at most; empty if there is a lead.</param>
public sealed record LeadReading(Lead? Lead, IReadOnlyList<FieldError> Errors);

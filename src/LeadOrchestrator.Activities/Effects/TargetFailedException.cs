using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>A target could not be reached or answered that it cannot now: worth another try. The message names target and cause, nobody's data.</summary>
public sealed class TargetFailedException(string message, Exception? innerException = null) : Exception(message, innerException), ILoggableFailure
{
    /// <inheritdoc/>
    public string? LogText { get; init; }
}

using System.ComponentModel.DataAnnotations;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>Section <c>Retry</c>: how often failed activities are tried again. Stamped into every run when it starts.</summary>
public sealed class RetryOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "Retry";

    /// <summary>Score, follow-up and assignment. Default: 10 attempts, from 1 second, doubled, at most 1 minute apart.</summary>
    public RetrySettings Decisions { get; } = new() { MaxNumberOfAttempts = 10, FirstRetryInterval = TimeSpan.FromSeconds(1), MaxRetryInterval = TimeSpan.FromMinutes(1) };

    /// <summary>Effects, before they are parked, and the activities of the response watch. Default: 8 attempts, from 2 seconds, doubled, at most 5 minutes apart.</summary>
    public RetrySettings Effects { get; } = new() { MaxNumberOfAttempts = 8, FirstRetryInterval = TimeSpan.FromSeconds(2), MaxRetryInterval = TimeSpan.FromMinutes(5) };

    /// <summary>Chunks of an import. Default: 20 attempts, from 5 seconds, doubled, at most 5 minutes apart.</summary>
    public RetrySettings Imports { get; } = new() { MaxNumberOfAttempts = 20, FirstRetryInterval = TimeSpan.FromSeconds(5), MaxRetryInterval = TimeSpan.FromMinutes(5) };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Decisions.Problems($"{Section}:{nameof(Decisions)}"),
        .. Effects.Problems($"{Section}:{nameof(Effects)}"),
        .. Imports.Problems($"{Section}:{nameof(Imports)}"),
    ];
}

/// <summary>One retry policy; see <see cref="RetryPolicy"/>, which it becomes.</summary>
public sealed class RetrySettings
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>All attempts, the first included: 1 to 1,000.</summary>
    public int MaxNumberOfAttempts { get; set; }

    /// <summary>The wait before the second attempt: 1 millisecond to 30 days.</summary>
    public TimeSpan FirstRetryInterval { get; set; }

    /// <summary>What each further wait is multiplied by: 1 to 10. Default: 2.</summary>
    public double BackoffCoefficient { get; set; } = 2;

    /// <summary>The longest wait; not shorter than the first. Null for one hour.</summary>
    public TimeSpan? MaxRetryInterval { get; set; }

    /// <summary>No attempt starts later than this after the first. Default: null, no limit.</summary>
    public TimeSpan? RetryTimeout { get; set; }

    internal RetryPolicy ToPolicy() => new(MaxNumberOfAttempts, FirstRetryInterval, BackoffCoefficient, MaxRetryInterval, RetryTimeout);

    internal IEnumerable<ValidationResult> Problems(string path)
    {
        if (MaxNumberOfAttempts is < 1 or > 1000) yield return new($"{path}:MaxNumberOfAttempts must be between 1 and 1000.");
        if (FirstRetryInterval < TimeSpan.FromMilliseconds(1) || FirstRetryInterval > Longest)
            yield return new($"{path}:FirstRetryInterval must be between 00:00:00.001 and 30.00:00:00.");
        if (BackoffCoefficient is not (>= 1 and <= 10)) yield return new($"{path}:BackoffCoefficient must be between 1 and 10.");
        if (MaxRetryInterval is { } max && (max < FirstRetryInterval || max > Longest))
            yield return new($"{path}:MaxRetryInterval must be between FirstRetryInterval and 30.00:00:00.");
        if (RetryTimeout is { } time && (time <= TimeSpan.Zero || time > Longest))
            yield return new($"{path}:RetryTimeout must be more than zero and at most 30.00:00:00.");
    }
}

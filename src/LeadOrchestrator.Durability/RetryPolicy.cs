using System.Text.Json.Serialization;

namespace LeadOrchestrator.Durability;

/// <summary>
/// How often, and how far apart, a failed activity or sub-orchestration is tried again.
/// Maps one to one onto Durable Task's <c>RetryPolicy</c>. The wait before attempt <c>n + 1</c> is
/// <c>FirstRetryInterval × BackoffCoefficient^(n − 1)</c>, at most <see cref="MaxRetryInterval"/>.
/// Waits are durable timers: they survive a restart.
/// </summary>
/// <param name="MaxNumberOfAttempts">All attempts, the first included; at least 1.</param>
/// <param name="FirstRetryInterval">The wait before the second attempt.</param>
/// <param name="BackoffCoefficient">What each further wait is multiplied by; at least 1.</param>
/// <param name="MaxRetryInterval">The longest wait; null for one hour.</param>
/// <param name="RetryTimeout">No attempt starts later than this after the first; null for no limit.</param>
public sealed record RetryPolicy(
    int MaxNumberOfAttempts,
    TimeSpan FirstRetryInterval,
    double BackoffCoefficient = 1.0,
    TimeSpan? MaxRetryInterval = null,
    TimeSpan? RetryTimeout = null)
{
    /// <summary>
    /// Asked after every failed attempt whether another is worth it; null tries every failure again.
    /// Runs as part of the orchestration, on replays too, so it must be deterministic.
    /// </summary>
    [JsonIgnore]
    public Func<FailureDetails, bool>? HandleFailure { get; init; }
}

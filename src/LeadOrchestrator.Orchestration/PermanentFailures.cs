using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Orchestration;

/// <summary>What trying again cannot mend is not tried again.</summary>
internal static class PermanentFailures
{
    /// <summary>The same policy, except that a <see cref="PermanentFailureException"/> ends it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="onFailure">Told of every failed attempt.</param>
    public static RetryPolicy UnlessPermanent(this RetryPolicy policy, Action? onFailure = null) => policy with
    {
        HandleFailure = failure =>
        {
            onFailure?.Invoke();
            return !failure.IsCausedBy<PermanentFailureException>();
        },
    };
}

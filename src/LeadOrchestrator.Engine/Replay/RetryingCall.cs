using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Replay;

/// <summary>A call of an activity or a sub-orchestration, with its retries.</summary>
internal interface IRetryingCall
{
    void Answer(OpenAttempt attempt, HistoryRecord record);

    void TryAgain();
}

/// <summary>
/// Retries are decided here, as part of the orchestration: a failed attempt, a durable timer, another attempt. All of it is
/// in the history, so a replay decides the same.
/// </summary>
internal sealed class RetryingCall<TOutput>(
    Execution execution, RetryPolicy? policy, Func<int, HistoryRecord> schedule, Func<FailureDetails, Exception> fail) : IRetryingCall
{
    private static readonly TimeSpan DefaultMaxInterval = TimeSpan.FromHours(1);
    private readonly TaskCompletionSource<TOutput> _completion = new();
    private DateTime _firstAttempt;
    private int _attempt;

    public Task<TOutput> Task => _completion.Task;

    public Task<TOutput> Start()
    {
        _firstAttempt = execution.Now;
        TryAgain();
        return Task;
    }

    public void TryAgain() => execution.Open(new OpenAttempt(schedule(++_attempt), this));

    public void Answer(OpenAttempt attempt, HistoryRecord record)
    {
        if (record.Failure is not { } failure)
        {
            Complete(record);
            return;
        }

        try
        {
            if (Delay(failure) is { } delay)
            {
                execution.Open(new OpenRetryDelay(execution.DecideTimer(execution.Now + delay), this));
                return;
            }
        }
        catch (Exception exception) // thrown by the policy's own HandleFailure: the caller sees it
        {
            _completion.SetException(exception);
            return;
        }

        execution.FinalFailure(record);
        _completion.SetException(fail(failure));
    }

    private void Complete(HistoryRecord record)
    {
        TOutput result;
        try
        {
            result = Payload.Read<TOutput>(record.Payload, execution.Json);
        }
        catch (Exception exception) // a result that cannot be read: the caller sees why
        {
            _completion.SetException(fail(FailureDetails.FromException(exception)));
            return;
        }

        _completion.SetResult(result);
    }

    /// <summary>How long to wait before another attempt; null for no other attempt.</summary>
    private TimeSpan? Delay(FailureDetails failure)
    {
        if (policy is null || _attempt >= policy.MaxNumberOfAttempts) return null;
        if (policy.HandleFailure is { } handle && !handle(failure)) return null;
        var longest = (policy.MaxRetryInterval ?? DefaultMaxInterval).TotalMilliseconds;
        var next = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, _attempt - 1);
        var delay = TimeSpan.FromMilliseconds(Math.Min(next, longest));
        return policy.RetryTimeout is { } timeout && execution.Now + delay > _firstAttempt + timeout ? null : delay;
    }
}

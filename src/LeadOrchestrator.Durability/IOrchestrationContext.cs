using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Durability;

/// <summary>
/// All that an orchestration may ask of its host. Members keep the names and meanings of Durable Functions'
/// <c>TaskOrchestrationContext</c>. An orchestration must be deterministic: the same history gives the same calls,
/// in the same order; so time, ids and I/O come from here or from activities, and from nowhere else.
/// </summary>
public interface IOrchestrationContext
{
    /// <summary>The id of this instance.</summary>
    string InstanceId { get; }

    /// <summary>The instance that started this one as a sub-orchestration; null for a top-level instance.</summary>
    string? ParentInstanceId { get; }

    /// <summary>The time, in UTC, at which the current turn first ran; the same on every replay.</summary>
    DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether what runs now has run before and is repeated from history.</summary>
    bool IsReplaying { get; }

    /// <summary>Schedules an activity and gives its result.</summary>
    /// <exception cref="ActivityFailedException">The last attempt failed.</exception>
    Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, RetryPolicy? retryPolicy = null);

    /// <summary>Starts another orchestration as a child and gives its result.</summary>
    /// <param name="orchestration">What to start.</param>
    /// <param name="input">Its input.</param>
    /// <param name="instanceId">The child's id; null for one derived from this instance's.</param>
    /// <param name="retryPolicy">How often to try again; null for once.</param>
    /// <exception cref="SubOrchestrationFailedException">The child failed or was terminated.</exception>
    Task<TOutput> CallSubOrchestrationAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, TInput input, string? instanceId = null, RetryPolicy? retryPolicy = null);

    /// <summary>Completes at the given time (UTC), however often the host restarts meanwhile. Cancelling the token removes the timer.</summary>
    Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>
    /// Completes with the next event of this name (compared without regard to case). Events that came before anybody
    /// waited are kept, in order; several waiters of one name are served in the order in which they began to wait.
    /// </summary>
    Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Sets what status queries show beside the runtime status; serialized as JSON; at most 16 KiB.</summary>
    void SetCustomStatus<T>(T customStatus);

    /// <summary>Ends this execution and starts the instance anew, under the same id, with an empty history. Return right after it.</summary>
    /// <param name="newInput">The input of the next execution.</param>
    /// <param name="preserveUnprocessedEvents">Whether events nobody has waited for are carried over.</param>
    void ContinueAsNew<T>(T newInput, bool preserveUnprocessedEvents = true);

    /// <summary>An id that is the same on every replay.</summary>
    Guid NewGuid();

    /// <summary>A logger that is silent while replaying.</summary>
    ILogger CreateReplaySafeLogger(string categoryName);
}

/// <summary>Conveniences that are made of the port's own members.</summary>
public static class OrchestrationContextExtensions
{
    /// <summary>Completes after the given time; see <see cref="IOrchestrationContext.CreateTimer"/>.</summary>
    public static Task CreateTimer(this IOrchestrationContext context, TimeSpan delay, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CreateTimer(context.CurrentUtcDateTime.Add(delay), cancellationToken);
    }
}

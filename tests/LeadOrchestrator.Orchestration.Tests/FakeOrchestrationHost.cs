using LeadOrchestrator.Durability;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadOrchestrator.Orchestration.Tests;

/// <summary>
/// The port driven by hand: nothing happens until the test says so. Activities are answered one by one,
/// time moves when told, and every call is on record in the order in which it was made.
/// </summary>
internal sealed class FakeOrchestrationHost : IOrchestrationContext
{
    private readonly List<(DateTime FireAt, TaskCompletionSource Fired)> _timers = [];
    private readonly Dictionary<string, Queue<object?>> _events = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<Action<object?>>> _waiting = new(StringComparer.OrdinalIgnoreCase);

    public string InstanceId => "instance-1";

    public string? ParentInstanceId => null;

    public DateTime CurrentUtcDateTime { get; private set; } = new(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc);

    public bool IsReplaying => false;

    public List<Call> Calls { get; } = [];

    public List<object?> CustomStatuses { get; } = [];

    public object? ContinuedAsNewWith { get; private set; }

    public int PendingTimers => _timers.Count(timer => !timer.Fired.Task.IsCompleted);

    public IEnumerable<Call> Open => Calls.Where(call => !call.Answered);

    public Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, RetryPolicy? retryPolicy = null)
    {
        var answer = new TaskCompletionSource<TOutput>();
        Calls.Add(new(activity.Name, input, retryPolicy, value => answer.SetResult((TOutput)value!), answer.SetException));
        return answer.Task;
    }

    public Task<TOutput> CallSubOrchestrationAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, TInput input, string? instanceId = null, RetryPolicy? retryPolicy = null) =>
        throw new NotSupportedException("None of these orchestrations has sub-orchestrations.");

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var fired = new TaskCompletionSource();
        _timers.Add((fireAt, fired));
        cancellationToken.Register(() => fired.TrySetCanceled(cancellationToken));
        return fired.Task;
    }

    public Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        if (_events.TryGetValue(eventName, out var buffered) && buffered.TryDequeue(out var payload)) return Task.FromResult((T)payload!);
        var came = new TaskCompletionSource<T>();
        if (!_waiting.TryGetValue(eventName, out var waiters)) _waiting[eventName] = waiters = new();
        waiters.Enqueue(value => came.SetResult((T)value!));
        return came.Task;
    }

    public void SetCustomStatus<T>(T customStatus) => CustomStatuses.Add(customStatus);

    public void ContinueAsNew<T>(T newInput, bool preserveUnprocessedEvents = true) => ContinuedAsNewWith = newInput;

    public Guid NewGuid() => throw new NotSupportedException("None of these orchestrations makes ids.");

    public ILogger CreateReplaySafeLogger(string categoryName) => NullLogger.Instance;

    /// <summary>The open call of an activity (of a target).</summary>
    public Call Expect(string activity, string? target = null) => Open.Single(call =>
        call.Activity == activity && (target is null || ((EffectRequest)call.Input!).Target.Name == target));

    public void Raise(string eventName, object? payload)
    {
        if (_waiting.TryGetValue(eventName, out var waiters) && waiters.TryDequeue(out var waiter)) waiter(payload);
        else if (_events.TryGetValue(eventName, out var buffered)) buffered.Enqueue(payload);
        else _events[eventName] = new([payload]);
    }

    /// <summary>Moves time on and fires what became due, in order.</summary>
    public void Advance(TimeSpan by)
    {
        var until = CurrentUtcDateTime + by;
        while (_timers.Where(timer => timer.FireAt <= until && !timer.Fired.Task.IsCompleted).OrderBy(timer => timer.FireAt).FirstOrDefault() is { Fired: { } fired } due)
        {
            if (due.FireAt > CurrentUtcDateTime) CurrentUtcDateTime = due.FireAt;
            fired.SetResult();
        }

        CurrentUtcDateTime = until;
    }

    internal sealed class Call(string activity, object? input, RetryPolicy? retry, Action<object?> complete, Action<Exception> fail)
    {
        public string Activity => activity;

        public object? Input => input;

        public bool Answered { get; private set; }

        public void Complete<T>(T value)
        {
            Answered = true;
            complete(value);
        }

        /// <summary>Fails every attempt that the policy allows, as a host does.</summary>
        public void Fail(string message, string errorType = "System.TimeoutException")
        {
            Answered = true;
            var failure = new FailureDetails(errorType, message);
            for (var attempt = 1; attempt <= (retry?.MaxNumberOfAttempts ?? 1); attempt++)
                if (retry?.HandleFailure?.Invoke(failure) == false) break;
            fail(new ActivityFailedException(activity, failure));
        }

        /// <summary>Lets some attempts fail before it succeeds.</summary>
        public void CompleteAfterFailures<T>(int failures, T value)
        {
            for (var attempt = 0; attempt < failures; attempt++)
                Assert.True(retry!.HandleFailure!(new FailureDetails("System.TimeoutException", "slow")));
            Complete(value);
        }
    }
}

namespace LeadOrchestrator.Durability;

/// <summary>
/// Starts, finds and manages orchestration instances from outside. Names and meanings are those of Durable Task's
/// <c>DurableTaskClient</c>, with one promise more: a start never overwrites an instance.
/// </summary>
public interface IOrchestrationClient
{
    /// <summary>
    /// Starts an instance; when the returned task completes, the start is durable. An instance of that id that exists
    /// already, in whatever state, is left as it is and returned.
    /// </summary>
    /// <exception cref="OverloadedException">The host's queues are full; nothing was started.</exception>
    Task<StartResult> StartAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, TInput input, string? instanceId = null, CancellationToken cancellationToken = default);

    /// <summary>Finds an instance, or null.</summary>
    /// <param name="instanceId">Its id.</param>
    /// <param name="getInputsAndOutputs">Whether input, output and custom status are filled in.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellationToken = default);

    /// <summary>The recorded events of an instance, oldest first; null for an unknown id.</summary>
    Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Waits until the instance has ended (completed, failed or terminated); null for an unknown id.</summary>
    Task<OrchestrationMetadata?> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Lists instances, newest first, a page at a time.</summary>
    /// <exception cref="ArgumentException">The continuation token is not one of ours.</exception>
    Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery query, CancellationToken cancellationToken = default);

    /// <summary>Raises an event; durable when the task completes. It is kept until the instance waits for it.</summary>
    Task<ManageResult> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellationToken = default);

    /// <summary>Stops an instance from making progress until it is resumed; what arrives meanwhile is kept.</summary>
    Task<ManageResult> SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a suspended instance go on.</summary>
    Task<ManageResult> ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Ends an instance at once; running activities are not stopped, their results are dropped.</summary>
    Task<ManageResult> TerminateInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a failed instance back to before its failure: what succeeded is kept, what failed runs again.</summary>
    Task<ManageResult> RewindInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Starts an instance once more with the input it had; null for an unknown id.</summary>
    /// <param name="instanceId">The instance to repeat.</param>
    /// <param name="restartWithNewInstanceId">True for a new id; false to replace an instance that has ended.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The id under which it runs.</returns>
    /// <exception cref="InstanceRunsException">The id is to be kept and the instance is still running.</exception>
    Task<string?> RestartInstanceAsync(string instanceId, bool restartWithNewInstanceId = true, CancellationToken cancellationToken = default);

    /// <summary>Deletes an instance that has ended, its history and its sub-orchestrations.</summary>
    /// <returns>How many instances were deleted; 0 for an unknown id or one that is still running.</returns>
    Task<int> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Deletes ended instances that match, in chunks, so that nothing else waits for long.</summary>
    /// <returns>How many instances were deleted.</returns>
    Task<int> PurgeInstancesAsync(PurgeFilter filter, CancellationToken cancellationToken = default);
}

/// <summary>What a start did.</summary>
/// <param name="InstanceId">The instance's id.</param>
/// <param name="Created">False when an instance of that id existed already.</param>
public sealed record StartResult(string InstanceId, bool Created);

/// <summary>What became of a request to manage an instance.</summary>
public enum ManageResult
{
    /// <summary>Done, or accepted to be done.</summary>
    Accepted,

    /// <summary>No instance has this id.</summary>
    NotFound,

    /// <summary>The instance has ended already (or, for a rewind, has not failed).</summary>
    Gone,
}

/// <summary>The host cannot take more work now.</summary>
public sealed class OverloadedException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When it is worth trying again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

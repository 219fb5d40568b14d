using System.Text.Json;
using LeadOrchestrator.Durability;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using RetryPolicy = LeadOrchestrator.Durability.RetryPolicy;
using TaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace LeadOrchestrator.Functions.Adapter;

/// <summary>The port's context on Durable Task's: same names, same meanings; only failures and retry policies are translated.</summary>
internal sealed class DurableTaskOrchestrationContext(TaskOrchestrationContext inner) : IOrchestrationContext
{
    private const int MaxCustomStatusBytes = 16 * 1024;

    public string InstanceId => inner.InstanceId;

    public string? ParentInstanceId => inner.Parent?.InstanceId;

    public DateTime CurrentUtcDateTime => inner.CurrentUtcDateTime;

    public bool IsReplaying => inner.IsReplaying;

    public async Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, RetryPolicy? retryPolicy = null)
    {
        try
        {
            return await inner.CallActivityAsync<TOutput>(activity.Name, input, new TaskOptions(retryPolicy?.ToDurableTask()));
        }
        catch (TaskFailedException exception)
        {
            throw new ActivityFailedException(activity.Name, exception.FailureDetails.ToPort());
        }
    }

    public async Task<TOutput> CallSubOrchestrationAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, TInput input, string? instanceId = null, RetryPolicy? retryPolicy = null)
    {
        try
        {
            return await inner.CallSubOrchestratorAsync<TOutput>(
                orchestration.Name, input, new SubOrchestrationOptions(retryPolicy?.ToDurableTask(), instanceId));
        }
        catch (TaskFailedException exception)
        {
            throw new SubOrchestrationFailedException(orchestration.Name, exception.FailureDetails.ToPort());
        }
    }

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) => inner.CreateTimer(fireAt, cancellationToken);

    public Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        inner.WaitForExternalEvent<T>(eventName, cancellationToken);

    public void SetCustomStatus<T>(T customStatus)
    {
        var json = JsonSerializer.SerializeToElement(customStatus, PayloadJson.Options);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(json).Length;
        if (bytes > MaxCustomStatusBytes)
            throw new ArgumentException($"The custom status has {bytes:N0} bytes of JSON; {MaxCustomStatusBytes:N0} is the limit.", nameof(customStatus));
        inner.SetCustomStatus(json);
    }

    public void ContinueAsNew<T>(T newInput, bool preserveUnprocessedEvents = true) => inner.ContinueAsNew(newInput, preserveUnprocessedEvents);

    public Guid NewGuid() => inner.NewGuid();

    public ILogger CreateReplaySafeLogger(string categoryName) => inner.CreateReplaySafeLogger(categoryName);
}

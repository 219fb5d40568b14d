using System.Security.Cryptography;
using System.Text;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.History;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Engine.Replay;

/// <summary>The port, over an <see cref="Execution"/>.</summary>
internal sealed class OrchestrationContext(Execution execution, ExecutionSettings settings) : IOrchestrationContext
{
    /// <summary>Durable Functions' limit of a custom status.</summary>
    private const int MaxCustomStatusBytes = 16 * 1024;
    private int _guids;

    public string InstanceId => settings.InstanceId;

    public string? ParentInstanceId => settings.ParentInstanceId;

    public DateTime CurrentUtcDateTime => execution.Now;

    public bool IsReplaying => execution.IsReplaying;

    public Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, RetryPolicy? retryPolicy = null)
    {
        ArgumentNullException.ThrowIfNull(activity);
        execution.EnsureInTurn();
        var (name, bytes) = (activity.Name, Payload.Write(input, execution.Json));
        return new RetryingCall<TOutput>(
            execution,
            retryPolicy,
            attempt => new(HistoryKind.TaskScheduled, execution.NextId()) { Name = name, Input = bytes, Attempt = attempt },
            failure => new ActivityFailedException(name, failure)).Start();
    }

    public Task<TOutput> CallSubOrchestrationAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration, TInput input, string? instanceId = null, RetryPolicy? retryPolicy = null)
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        execution.EnsureInTurn();
        var (name, bytes) = (orchestration.Name, Payload.Write(input, execution.Json));
        return new RetryingCall<TOutput>(
            execution,
            retryPolicy,
            attempt =>
            {
                var id = execution.NextId();
                return new(HistoryKind.SubOrchestrationInstanceCreated, id)
                {
                    Name = name,
                    Input = bytes,
                    Attempt = attempt,
                    ChildId = instanceId ?? DeriveChildId(id),
                };
            },
            failure => new SubOrchestrationFailedException(name, failure)).Start();
    }

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        execution.EnsureInTurn();
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        var timer = new OpenTimer(execution.DecideTimer(fireAt));
        execution.Open(timer);
        if (cancellationToken.CanBeCanceled) timer.WhenCancelled(execution, cancellationToken);
        return timer.Task;
    }

    public Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        execution.EnsureInTurn();
        return execution.Events.Wait<T>(eventName, cancellationToken);
    }

    public void SetCustomStatus<T>(T customStatus)
    {
        execution.EnsureInTurn();
        var bytes = Payload.Write(customStatus, execution.Json);
        if (bytes.Length > MaxCustomStatusBytes)
            throw new ArgumentException($"The custom status takes {bytes.Length:N0} bytes as JSON; at most {MaxCustomStatusBytes:N0} are allowed.", nameof(customStatus));
        execution.CustomStatus = bytes;
    }

    public void ContinueAsNew<T>(T newInput, bool preserveUnprocessedEvents = true)
    {
        execution.EnsureInTurn();
        execution.Next = (Payload.Write(newInput, execution.Json), preserveUnprocessedEvents);
    }

    /// <summary>A name-based id: of the instance, the execution and how many were asked for before.</summary>
    public Guid NewGuid()
    {
        execution.EnsureInTurn();
        var name = $"{settings.InstanceId}\n{settings.Generation}\n{_guids++}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // version 8: made by a rule of one's own (RFC 9562)
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash, bigEndian: true);
    }

    public ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(settings.LoggerFactory.CreateLogger(categoryName), execution);

    private string DeriveChildId(int id) => settings.Generation == 0
        ? $"{settings.InstanceId}:{id:x4}"
        : $"{settings.InstanceId}:{settings.Generation:x}:{id:x4}";
}

using System.Text.Json;
using LeadOrchestrator.Durability;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Native = Microsoft.DurableTask.Client;
using OrchestrationMetadata = LeadOrchestrator.Durability.OrchestrationMetadata;
using RetryPolicy = LeadOrchestrator.Durability.RetryPolicy;

namespace LeadOrchestrator.Functions.Adapter;

/// <summary>Durable Task's values as the port's, and back.</summary>
internal static class DurableTaskTranslation
{
    private static readonly Func<FailureDetails, bool> Always = _ => true;

    public static TaskRetryOptions ToDurableTask(this RetryPolicy policy)
    {
        var handle = policy.HandleFailure ?? Always;
        return new Microsoft.DurableTask.RetryPolicy(
            policy.MaxNumberOfAttempts, policy.FirstRetryInterval, policy.BackoffCoefficient, policy.MaxRetryInterval, policy.RetryTimeout)
        {
            HandleFailure = failure => handle(failure.ToPort()),
        };
    }

    public static FailureDetails ToPort(this TaskFailureDetails failure) =>
        new(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure?.ToPort());

    public static OrchestrationMetadata ToPort(this Native.OrchestrationMetadata instance) => new(
        instance.Name, instance.InstanceId, instance.RuntimeStatus.ToPort(), instance.CreatedAt, instance.LastUpdatedAt,
        instance.SerializedInput, AsJson(instance.SerializedOutput), instance.SerializedCustomStatus, instance.FailureDetails?.ToPort());

    public static RuntimeStatus ToPort(this OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Pending => RuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Suspended => RuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed => RuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed => RuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated => RuntimeStatus.Terminated,
        _ => RuntimeStatus.Running, // ContinuedAsNew: between two executions
    };

    public static IEnumerable<OrchestrationRuntimeStatus>? ToDurableTask(this IReadOnlyCollection<RuntimeStatus>? statuses) =>
        statuses is { Count: > 0 } some ? some.Select(status => Enum.Parse<OrchestrationRuntimeStatus>(status.ToString())) : null;

    /// <summary>A reason given through the management API is stored as bare text; the port's outputs are JSON.</summary>
    private static string? AsJson(string? output)
    {
        if (output is null) return null;
        try
        {
            using var json = JsonDocument.Parse(output);
            return output;
        }
        catch (JsonException)
        {
            return JsonSerializer.Serialize(output);
        }
    }
}

using System.Text.Json;
using LeadOrchestrator.Durability;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Native = Microsoft.DurableTask;
using OrchestrationMetadata = LeadOrchestrator.Durability.OrchestrationMetadata;
using RetryPolicy = LeadOrchestrator.Durability.RetryPolicy;

namespace LeadOrchestrator.Functions.Adapter;

/// <summary>Durable Task's values as the port's, and back.</summary>
internal static class DurableTaskTranslation
{
    private static readonly Func<FailureDetails, bool> Always = _ => true;

    /// <summary>One to one, but for two bounds that Durable Task refuses: a first wait over the longest, or over the time-out.</summary>
    public static TaskRetryOptions ToDurableTask(this RetryPolicy policy)
    {
        var handle = policy.HandleFailure ?? Always;
        var first = policy.FirstRetryInterval > policy.MaxRetryInterval ? policy.MaxRetryInterval.Value : policy.FirstRetryInterval;
        return policy.RetryTimeout < first
            ? new Native.RetryPolicy(maxNumberOfAttempts: 1, first)
            : new Native.RetryPolicy(policy.MaxNumberOfAttempts, first, policy.BackoffCoefficient, policy.MaxRetryInterval, policy.RetryTimeout)
            {
                HandleFailure = failure => handle(failure.ToPort()),
            };
    }

    public static FailureDetails ToPort(this TaskFailureDetails failure) =>
        new(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure?.ToPort());

    public static OrchestrationMetadata ToPort(this Native.Client.OrchestrationMetadata instance) => new(
        instance.Name, instance.InstanceId, instance.RuntimeStatus.ToPort(), instance.CreatedAt, instance.LastUpdatedAt,
        instance.SerializedInput, OutputOf(instance), instance.SerializedCustomStatus, instance.FailureDetails?.ToPort());

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

    /// <summary>The port's outputs are JSON. Durable Task also stores bare text: a failure's message (told by the failure itself), or a reason.</summary>
    private static string? OutputOf(Native.Client.OrchestrationMetadata instance)
    {
        if (instance is not { SerializedOutput: { } output, RuntimeStatus: not OrchestrationRuntimeStatus.Failed }) return null;
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

using System.Text.Json.Serialization;

namespace LeadOrchestrator.Durability;

/// <summary>Durable Functions' runtime states.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RuntimeStatus>))]
public enum RuntimeStatus
{
    /// <summary>Accepted, not begun.</summary>
    Pending,

    /// <summary>Begun, not ended.</summary>
    Running,

    /// <summary>Held until resumed.</summary>
    Suspended,

    /// <summary>Ended with an output.</summary>
    Completed,

    /// <summary>Ended by an exception.</summary>
    Failed,

    /// <summary>Ended from outside.</summary>
    Terminated,
}

/// <summary>What is known of an instance without its history.</summary>
/// <param name="Name">The orchestration's name.</param>
/// <param name="InstanceId">The instance's id.</param>
/// <param name="RuntimeStatus">Where it stands.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="LastUpdatedAt">When anything last happened to it.</param>
/// <param name="SerializedInput">The input as JSON; null if not asked for.</param>
/// <param name="SerializedOutput">The output as JSON, or (as a JSON string) the reason for a termination or suspension; null before the end.</param>
/// <param name="SerializedCustomStatus">The custom status as JSON; null if never set.</param>
/// <param name="Failure">Why it failed; null unless it did.</param>
/// <param name="ParentInstanceId">The instance that started it, for a sub-orchestration.</param>
/// <param name="Version">The application version under which it was started.</param>
public sealed record OrchestrationMetadata(
    string Name,
    string InstanceId,
    RuntimeStatus RuntimeStatus,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt,
    string? SerializedInput = null,
    string? SerializedOutput = null,
    string? SerializedCustomStatus = null,
    FailureDetails? Failure = null,
    string? ParentInstanceId = null,
    string? Version = null)
{
    /// <summary>Whether it has ended: completed, failed or terminated.</summary>
    public bool IsCompleted => RuntimeStatus is RuntimeStatus.Completed or RuntimeStatus.Failed or RuntimeStatus.Terminated;
}

/// <summary>Which instances to list; every filter given must match.</summary>
/// <param name="Statuses">Runtime states; null or empty for all.</param>
/// <param name="Name">The orchestration's name; null for all.</param>
/// <param name="InstanceIdPrefix">How ids begin; null for all.</param>
/// <param name="CreatedFrom">Started at or after; null for no limit.</param>
/// <param name="CreatedTo">Started at or before; null for no limit.</param>
/// <param name="PageSize">How many a page, 1 to 1,000.</param>
/// <param name="ContinuationToken">Where the last page ended; null for the first page.</param>
/// <param name="FetchInputsAndOutputs">Whether input, output and custom status are filled in.</param>
public sealed record OrchestrationQuery(
    IReadOnlyCollection<RuntimeStatus>? Statuses = null,
    string? Name = null,
    string? InstanceIdPrefix = null,
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    int PageSize = 100,
    string? ContinuationToken = null,
    bool FetchInputsAndOutputs = true);

/// <summary>A page of a list.</summary>
/// <param name="Instances">The instances, newest first.</param>
/// <param name="ContinuationToken">What to ask the next page with; null on the last.</param>
public sealed record OrchestrationPage(IReadOnlyList<OrchestrationMetadata> Instances, string? ContinuationToken);

/// <summary>Which ended instances to purge; every filter given must match.</summary>
/// <param name="CreatedFrom">Started at or after; null for no limit.</param>
/// <param name="CreatedTo">Started at or before; null for no limit.</param>
/// <param name="Statuses">Completed, Failed or Terminated; null or empty for all three.</param>
/// <param name="Name">The orchestration's name; null for all.</param>
public sealed record PurgeFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IReadOnlyCollection<RuntimeStatus>? Statuses = null,
    string? Name = null);

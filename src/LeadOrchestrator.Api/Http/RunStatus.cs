using System.Text.Json.Serialization;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Api.Http;

/// <summary>Where a run stands, as this API spells it; the management API spells the same as Durable Functions does (<see cref="RuntimeStatus"/>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Started, not begun.</summary>
    [JsonStringEnumMemberName("pending")] Pending,

    /// <summary>On its way, or waiting for something.</summary>
    [JsonStringEnumMemberName("running")] Running,

    /// <summary>All done.</summary>
    [JsonStringEnumMemberName("completed")] Completed,

    /// <summary>Ended by an error.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>Held until resumed.</summary>
    [JsonStringEnumMemberName("suspended")] Suspended,

    /// <summary>Ended from outside.</summary>
    [JsonStringEnumMemberName("terminated")] Terminated,
}

/// <summary>The same status in this API's spelling.</summary>
internal static class RunStatuses
{
    public static RunStatus Of(RuntimeStatus status) => status switch
    {
        RuntimeStatus.Pending => RunStatus.Pending,
        RuntimeStatus.Running => RunStatus.Running,
        RuntimeStatus.Completed => RunStatus.Completed,
        RuntimeStatus.Failed => RunStatus.Failed,
        RuntimeStatus.Suspended => RunStatus.Suspended,
        _ => RunStatus.Terminated,
    };
}

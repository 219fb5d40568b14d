using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadOrchestrator.Storage;

/// <summary>The event log: append-only, CloudEvents 1.0, idempotent by event id.</summary>
public interface IEventLog
{
    /// <summary>Appends an event unless one of its id is there.</summary>
    /// <returns>False if it was there already.</returns>
    /// <exception cref="LeadErasedException">Its lead was erased after <see cref="CloudEvent.SubmittedAt"/>.</exception>
    Task<bool> AppendAsync(CloudEvent cloudEvent, CancellationToken cancellationToken = default);

    /// <summary>Reads events by time, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The continuation token is not one of this list's.</exception>
    Task<Page<CloudEvent>> ReadAsync(EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>Removes the events of one subject.</summary>
    /// <returns>How many there were.</returns>
    Task<int> EraseAsync(string subject, CancellationToken cancellationToken = default);
}

/// <summary>A CloudEvents 1.0 event; https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md.</summary>
/// <param name="Id">Unique together with <paramref name="Source"/>.</param>
/// <param name="Source">Who says so, a URI reference.</param>
/// <param name="Type">What happened, for example <c>lead.assigned</c>.</param>
/// <param name="Subject">The lead's id.</param>
/// <param name="Time">When.</param>
/// <param name="Data">The facts, without personal data.</param>
public sealed record CloudEvent(string Id, string Source, string Type, string? Subject, DateTimeOffset Time, JsonElement? Data)
{
    /// <summary>The version of the specification.</summary>
    public string SpecVersion { get; } = "1.0";

    /// <summary>What <see cref="Data"/> is.</summary>
    public string DataContentType { get; } = "application/json";

    /// <summary>When the run was submitted that it comes from; of a lead erased since, nothing is written. Not kept.</summary>
    [JsonIgnore]
    public DateTimeOffset? SubmittedAt { get; init; }
}

/// <summary>Which events to read; every filter given must match.</summary>
public sealed record EventQuery(
    string? Type = null, string? Subject = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int Top = 100, string? ContinuationToken = null);

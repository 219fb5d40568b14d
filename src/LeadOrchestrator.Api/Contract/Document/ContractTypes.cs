using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Api.Contract.Document;

// Bodies that the code reads or writes without a type of their own, so that the document can describe them.

/// <summary>A lead, an array of leads, or leads with draft rules.</summary>
internal sealed record PreviewRequest;

/// <summary>Input of a job; none of them takes any.</summary>
internal sealed record JobInput;

/// <summary>An instance, as Durable Functions shows it.</summary>
/// <param name="Name">The orchestration's name.</param>
/// <param name="InstanceId">The instance's id.</param>
/// <param name="RuntimeStatus">Where it stands.</param>
/// <param name="Input">Its input.</param>
/// <param name="CustomStatus">What it says of itself.</param>
/// <param name="Output">Its output, or why it failed, ended or is held.</param>
/// <param name="CreatedTime">When it was started.</param>
/// <param name="LastUpdatedTime">When anything last happened to it.</param>
/// <param name="HistoryEvents">Its history, where asked for.</param>
internal sealed record ManagedInstance(
    string Name, string InstanceId, RuntimeStatus RuntimeStatus, JsonElement? Input, JsonElement? CustomStatus, JsonElement? Output,
    DateTimeOffset CreatedTime, DateTimeOffset LastUpdatedTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<JsonObject>? HistoryEvents);

/// <summary>How many instances were forgotten.</summary>
/// <param name="InstancesDeleted">The number.</param>
internal sealed record PurgedInstances(int InstancesDeleted);

/// <summary>How Durable Functions tells of a body that is no JSON.</summary>
/// <param name="Message">What was wrong.</param>
/// <param name="ExceptionMessage">What the reader said.</param>
/// <param name="ExceptionType">What the reader threw.</param>
/// <param name="StackTrace">Where; null on a one-machine host.</param>
internal sealed record ManagementError(
    [property: JsonPropertyName("Message")] string Message, [property: JsonPropertyName("ExceptionMessage")] string? ExceptionMessage,
    [property: JsonPropertyName("ExceptionType")] string? ExceptionType, [property: JsonPropertyName("StackTrace")] string? StackTrace);

using System.Globalization;
using System.Text.Json.Nodes;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Api.Management;

/// <summary>
/// Writes a history as Durable Functions' management API does: an event that answers another swallows it and takes over its
/// name and time, results show only when asked for.
/// </summary>
internal sealed class HistoryJson(bool showOutput)
{
    private readonly Dictionary<(string Kind, int Id), HistoryEvent> _open = [];

    public static JsonArray Write(IReadOnlyList<HistoryEvent> history, bool showOutput)
    {
        var writer = new HistoryJson(showOutput);
        foreach (var created in history.Where(IsCreation)) writer._open[(created.EventType, created.EventId)] = created;
        var answered = history.Select(CreationOf).OfType<(string Kind, int Id)>().ToHashSet();
        return new([.. history
            .Where(happened => !IsCreation(happened) || !answered.Contains((happened.EventType, happened.EventId)))
            .Select(happened => (JsonNode)writer.Write(happened))]);
    }

    private JsonObject Write(HistoryEvent happened)
    {
        var json = new JsonObject { ["EventType"] = happened.EventType };
        switch (happened.EventType)
        {
            case "ExecutionStarted":
                json["Input"] = happened.Input;
                json["Correlation"] = null;
                json["ParentTraceContext"] = null;
                json["ScheduledStartTime"] = null;
                json["Generation"] = 0;
                json["GenerateNewTrace"] = false;
                break;
            case "ExecutionCompleted":
                json["OrchestrationStatus"] = happened.RuntimeStatus?.ToString();
                if (showOutput) json["Result"] = happened.Failure is { } reason ? reason.ErrorMessage : InstanceJson.Parse(happened.Result);
                json["FailureDetails"] = Failure(happened.Failure);
                break;
            case "TaskCompleted" or "SubOrchestrationInstanceCompleted":
                if (showOutput) json["Result"] = InstanceJson.Parse(happened.Result);
                break;
            case "TaskFailed" or "SubOrchestrationInstanceFailed":
                json["Reason"] = happened.Reason ?? $"Function '{NameOf(happened)}' failed with an unhandled exception.";
                json["Details"] = null;
                json["FailureDetails"] = Failure(happened.Failure);
                break;
            case "TaskScheduled" or "SubOrchestrationInstanceCreated":
                json["Name"] = happened.Name;
                if (happened.InstanceId is { } child) json["InstanceId"] = child;
                break;
            case "TimerCreated" or "TimerFired":
                json["FireAt"] = Utc(happened.FireAt);
                break;
            case "EventRaised":
                json["Name"] = happened.Name;
                json["Input"] = happened.Input;
                json["ParentTraceContext"] = null;
                break;
            case "ExecutionTerminated":
                json["Input"] = happened.Reason;
                break;
            default:
                json["Reason"] = happened.Reason;
                break;
        }

        json["Timestamp"] = Utc(happened.Timestamp);
        if (CreationOf(happened) is not null && happened.EventType != "TimerFired")
        {
            json["ScheduledTime"] = Offset(happened.ScheduledTime ?? Created(happened)?.Timestamp);
            json["FunctionName"] = NameOf(happened);
            if (happened.EventType.EndsWith("Failed", StringComparison.Ordinal)) json["Input"] = null;
        }
        else if (happened.EventType == "ExecutionStarted")
        {
            json["FunctionName"] = happened.Name;
        }

        return json;
    }

    private string? NameOf(HistoryEvent happened) => happened.Name ?? Created(happened)?.Name;

    private HistoryEvent? Created(HistoryEvent happened) => CreationOf(happened) is { } key ? _open.GetValueOrDefault(key) : null;

    private static bool IsCreation(HistoryEvent happened) => happened.EventType is "TaskScheduled" or "SubOrchestrationInstanceCreated" or "TimerCreated";

    private static (string Kind, int Id)? CreationOf(HistoryEvent happened) => happened.EventType switch
    {
        "TaskCompleted" or "TaskFailed" => ("TaskScheduled", happened.EventId),
        "SubOrchestrationInstanceCompleted" or "SubOrchestrationInstanceFailed" => ("SubOrchestrationInstanceCreated", happened.EventId),
        "TimerFired" => ("TimerCreated", happened.EventId),
        _ => null,
    };

    private static JsonObject? Failure(FailureDetails? failure) => failure is null ? null : new()
    {
        ["ErrorType"] = failure.ErrorType,
        ["ErrorMessage"] = failure.ErrorMessage,
        ["StackTrace"] = failure.StackTrace,
        ["InnerFailure"] = Failure(failure.InnerFailure),
        ["IsNonRetriable"] = false,
        ["Properties"] = null,
    };

    private static string? Utc(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string? Offset(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}

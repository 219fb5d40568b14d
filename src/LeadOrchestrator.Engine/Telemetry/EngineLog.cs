using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Engine.Telemetry;

/// <summary>What the engine logs. Ids and names only: never a payload, never the message of an activity's exception, which may quote one.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1001, LogLevel.Information, "The engine has started on {Path}.")]
    public static partial void EngineStarted(this ILogger log, string path);

    [LoggerMessage(1002, LogLevel.Information, "The engine has stopped.")]
    public static partial void EngineStopped(this ILogger log);

    [LoggerMessage(1003, LogLevel.Information, "{Count} unfinished instances were found and go on.")]
    public static partial void Recovered(this ILogger log, int count);

    [LoggerMessage(1004, LogLevel.Warning, "{Count} activities had not ended after {Timeout}; they were cancelled and run again after the restart.")]
    public static partial void ActivitiesCancelled(this ILogger log, int count, TimeSpan timeout);

    [LoggerMessage(1005, LogLevel.Error, "A turn of instance {InstanceId} was not stored; it is tried again in {Delay}.")]
    public static partial void TurnFailed(this ILogger log, string instanceId, TimeSpan delay, Exception exception);

    [LoggerMessage(1005, LogLevel.Error, "A turn of instance {InstanceId} was not stored; it is tried again in {Delay}. {Reason}{More}", EventName = "TurnNotStored")]
    public static partial void TurnNotStored(this ILogger log, string instanceId, TimeSpan delay, string reason, string more);

    [LoggerMessage(1006, LogLevel.Error, "Instance {InstanceId} was suspended: {Reason}")]
    public static partial void InstanceSuspended(this ILogger log, string instanceId, string reason);

    [LoggerMessage(1007, LogLevel.Warning, "Activity {Activity} of instance {InstanceId} failed in attempt {Attempt} with {ErrorType}.{Cause}")]
    public static partial void ActivityFailed(this ILogger log, string activity, string instanceId, int attempt, string errorType, string cause);

    [LoggerMessage(1008, LogLevel.Error, "Timers could not be read; it is tried again in a second.")]
    public static partial void TimersUnreadable(this ILogger log, Exception exception);

    [LoggerMessage(1009, LogLevel.Warning, "A start was refused: {Pending} pieces of work are pending.{More}")]
    public static partial void Overloaded(this ILogger log, int pending, string more);

    [LoggerMessage(1010, LogLevel.Error, "Unfinished instances could not be read; it is tried again in a second.")]
    public static partial void RecoveryFailed(this ILogger log, Exception exception);
}

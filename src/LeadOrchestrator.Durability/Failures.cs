namespace LeadOrchestrator.Durability;

/// <summary>What is recorded of a failure: data, not an exception, so that it is the same on every host.</summary>
/// <param name="ErrorType">The full type name of the exception, for example <c>System.TimeoutException</c>.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Its stack trace, for the log; null where there is none.</param>
/// <param name="InnerFailure">What caused it, if anything did.</param>
public sealed record FailureDetails(string ErrorType, string ErrorMessage, string? StackTrace = null, FailureDetails? InnerFailure = null)
{
    /// <summary>Describes an exception, its causes included.</summary>
    public static FailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var inner = exception.InnerException is { } cause ? FromException(cause) : null;
        return new(exception.GetType().FullName ?? exception.GetType().Name, exception.Message, exception.StackTrace, inner);
    }

    /// <summary>Whether the exception was exactly of this type.</summary>
    /// <typeparam name="TException">The type asked for.</typeparam>
    public bool IsCausedBy<TException>() where TException : Exception => ErrorType == typeof(TException).FullName;
}

/// <summary>A task of an orchestration failed after all its retries. Named as Durable Task names it.</summary>
public abstract class TaskFailedException(string taskName, FailureDetails failure)
    : Exception($"Task '{taskName}' failed: {failure.ErrorMessage}")
{
    /// <summary>The name of the activity or sub-orchestration that failed.</summary>
    public string TaskName { get; } = taskName;

    /// <summary>What went wrong in the last attempt.</summary>
    public FailureDetails Failure { get; } = failure;
}

/// <summary>An activity failed after all its retries.</summary>
public sealed class ActivityFailedException(string activityName, FailureDetails failure)
    : TaskFailedException(activityName, failure);

/// <summary>A sub-orchestration failed after all its retries.</summary>
public sealed class SubOrchestrationFailedException(string orchestrationName, FailureDetails failure)
    : TaskFailedException(orchestrationName, failure);

/// <summary>An instance cannot be replaced, since it runs: it always did, or another request has just started it.</summary>
public sealed class InstanceRunsException(string message, Exception? innerException = null) : InvalidOperationException(message, innerException);

/// <summary>
/// Thrown by an activity when trying again cannot help (a bad request, a missing setting).
/// Retry policies of this application do not retry it.
/// </summary>
public sealed class PermanentFailureException(string message, Exception? innerException = null)
    : Exception(message, innerException), ILoggableFailure
{
    /// <inheritdoc/>
    public string? LogText { get; init; }
}

/// <summary>
/// A failure that says what a log may tell of it. Messages may quote what a lead or a receiver said; this holds ids, names of
/// settings and codes alone.
/// </summary>
public interface ILoggableFailure
{
    /// <summary>What went wrong and where, as a sentence; null if only the type may be told.</summary>
    string? LogText { get; }
}

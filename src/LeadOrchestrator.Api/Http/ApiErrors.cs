using System.Text.RegularExpressions;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Sqlite;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Api.Http;

/// <summary>What callers are told when a handler throws. Every host uses it, so that errors are the same on each.</summary>
public static partial class ApiErrors
{
    private static readonly TimeSpan StorageRetryAfter = TimeSpan.FromSeconds(30), ErasureRetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Turns an exception into an answer; what callers must not see goes to the log alone.</summary>
    /// <param name="exception">What a handler threw.</param>
    /// <param name="context">The request.</param>
    /// <param name="logger">Where unexpected failures are logged.</param>
    public static IResult ToResult(Exception exception, HttpContext context, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(logger);
        switch (exception)
        {
            case ApiProblemException problem:
                return new ProblemResult(problem.StatusCode, problem.Message, problem.Errors, problem.RetryAfter);
            case OverloadedException overloaded:
                return new ProblemResult(503, $"{overloaded.Message} Nothing was started; try again later.", retryAfter: overloaded.RetryAfter);
            case LeadBeingErasedException erased:
                return new ProblemResult(503, erased.Message, retryAfter: ErasureRetryAfter);
            case BadHttpRequestException bad:
                return new ProblemResult(bad.StatusCode, bad.Message);
            case ConnectionResetException: // the caller went away while its body was read: nobody is left to answer, and nothing is wrong here
            case OperationCanceledException or IOException when context.RequestAborted.IsCancellationRequested:
                return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
            case StorageException storage:
                ReportStorage(context, logger, storage);
                return new ProblemResult(503, storage.Message, retryAfter: StorageRetryAfter);
            default:
                LogUnexpected(logger, context.Request.Method, RouteOf(context), exception);
                return new ProblemResult(500, "The request could not be served because of an error on our side. The log holds the details under this traceId.");
        }
    }

    /// <summary>One line a minute for each cause: while a disk is full, every request fails for the same reason.</summary>
    private static void ReportStorage(HttpContext context, ILogger logger, StorageException storage)
    {
        if (context.RequestServices.GetRequiredService<LogLimiter>().TryTake(Quoted().Replace(storage.Message, ""), out var more))
            LogStorage(logger, context.Request.Method, RouteOf(context), storage.Message, more);
        LogStorageDetails(logger, storage);
    }

    // The name of a temporary file makes no other failure of it.
    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    // The route's pattern, not the path: a path may hold an email address used as an id.
    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "{Method} {Route} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger logger, string method, string route, Exception exception);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Error, Message = "{Method} {Route} was answered 503. {Reason}{More}")]
    private static partial void LogStorage(ILogger logger, string method, string route, string reason, string more);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Debug, Message = "Storage failed")]
    private static partial void LogStorageDetails(ILogger logger, Exception exception);
}

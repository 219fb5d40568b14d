using System.Net.Sockets;
using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.CommandLine;
using LeadOrchestrator.Local.Settings;
using LeadOrchestrator.Sqlite;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>Says what went wrong in words that help, and with which exit code.</summary>
internal static class FailureExplanation
{
    public static (int ExitCode, string Message) Of(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: 1 } aggregate => Of(aggregate.InnerException!),
        CommandFailedException failed => (failed.ExitCode, failed.Message),
        SettingsException => (ExitCodes.Usage, exception.Message),
        OptionsValidationException invalid => (ExitCodes.Usage, string.Join(Environment.NewLine, invalid.Failures)),
        InvalidRulesException => (ExitCodes.Usage, exception.Message),
        LeadApiException refused => (ExitCodes.Failure, Refusal(refused.Problem)),
        StorageException => (ExitCodes.Storage, exception.Message),
        IOException { InnerException: AddressInUseException } => (ExitCodes.Failure,
            $"{AddressIn(exception.Message)} is in use by another program, perhaps by a host that runs already. Stop that one, or listen elsewhere with --urls."),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => (ExitCodes.Usage,
            "The address may not be listened on: ports below 1024 need special rights. Choose another with --urls."),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } or IOException { InnerException: SocketException { SocketErrorCode: SocketError.AddressNotAvailable } } =>
            (ExitCodes.Usage, "This machine does not have the address to listen on. Choose another with --urls."),
        UnauthorizedAccessException or DirectoryNotFoundException or PathTooLongException => (ExitCodes.Storage,
            $"{exception.Message} Check the permissions, or name another data folder (--data)."),
        IOException => (ExitCodes.Storage, exception.Message),
        _ => (ExitCodes.Failure, $"{exception.Message} (--verbose shows the details)"),
    };

    private static string Refusal(ProblemReport problem) => problem.Errors.Count == 0
        ? problem.Text
        : string.Join(Environment.NewLine, problem.Errors.Select(error => $"{error.Path}: {error.Message}"));

    // Kestrel says: Failed to bind to address http://127.0.0.1:7071: address already in use.
    private static string AddressIn(string message) =>
        message.Split(' ').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal))?.TrimEnd(':', '.') ?? "The address";
}

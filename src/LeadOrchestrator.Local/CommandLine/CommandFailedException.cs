namespace LeadOrchestrator.Local.CommandLine;

/// <summary>A command cannot do what it was asked; the message says what, where, and what to do.</summary>
internal class CommandFailedException(int exitCode, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;
}

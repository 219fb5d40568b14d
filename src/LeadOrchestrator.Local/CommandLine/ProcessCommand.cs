using System.CommandLine;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>process</c>: where the time of any process goes, and what could run at once.</summary>
internal sealed class ProcessCommand : Command, IHelpfulCommand
{
    public ProcessCommand()
        : base("process", "Analyses processes: what must be in order, what waits for no reason, what running it at once would save.") =>
        Subcommands.Add(new ProcessAnalyzeCommand());

    public string MoreHelp() => """
        Examples:
          lead process analyze samples/process.yaml
          lead process analyze --help

        """;
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using LeadOrchestrator.Local.Hosting;
using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary>The command line: <c>serve</c> unless another command is named.</summary>
internal static class LeadCommandLine
{
    /// <summary>Runs one command to its end and gives the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter? output = null, TextWriter? error = null)
    {
        error ??= Console.Error;
        var result = Parse(args);
        if (Problems(result) is { Count: > 0 } problems) return RefuseUsage(result, problems, error);

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Error = error };
        if (output is not null) configuration.Output = output;

        // A host has its own way to stop, which drains first.
        if (result.CommandResult.Command is HostCommand) configuration.ProcessTerminationTimeout = null;
        try
        {
            return await result.InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            var (code, message) = FailureExplanation.Of(exception);
            await error.WriteLineAsync($"error: {message}");
            if (result.GetValue(CommonOptions.Verbose)) await error.WriteLineAsync(exception.ToString());
            return code;
        }
    }

    /// <summary>Parses; without a command, options are those of <c>serve</c>.</summary>
    internal static ParseResult Parse(IReadOnlyList<string> args)
    {
        var root = CreateRoot();
        var namesRoot = args.Count > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");
        return root.Parse(namesRoot ? args : ["serve", .. args]);
    }

    internal static RootCommand CreateRoot()
    {
        var root = new RootCommand(
            "Scores, plans, assigns and follows up leads, durably, on one machine. Without a command it serves.")
        {
            new ServeCommand(),
            new DemoCommand(),
            new SubmitCommand(),
            new ImportCommand(),
            new PreviewCommand(),
            new StatusCommand(),
            new ListCommand(),
            new ExportCommand(),
            new PurgeCommand(),
            new ReportCommand(),
            new ProcessCommand(),
            new CompactCommand(),
            new KeyCommand(),
            new AuditCommand(),
            new OpenApiCommand(),
        };
        root.Options.Add(CommonOptions.Verbose);
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new LeadHelpAction((HelpAction)help.Action!);
        return root;
    }

    private static List<string> Problems(ParseResult result)
    {
        // Help is given whatever else is written.
        if (result.Action is LeadHelpAction) return [];
        var own = result.CommandResult.Command is HostCommand host ? host.Problems(result) : [];

        // A command that is not there is also missing; the one message says enough.
        var errors = result.CommandResult.Command is RootCommand && result.UnmatchedTokens.Count > 0 ? result.Errors.TakeLast(1) : result.Errors;
        return [.. errors.Select(error => error.Message), .. own];
    }

    private static int RefuseUsage(ParseResult result, List<string> problems, TextWriter error)
    {
        foreach (var problem in problems) error.WriteLine($"error: {problem}");
        if (result.CommandResult.Command is RootCommand root && result.UnmatchedTokens.Count > 0
            && Nearest.Of(result.UnmatchedTokens[0], root.Subcommands.Select(command => command.Name)) is { } near)
            error.WriteLine($"Did you mean '{near}'?");
        error.WriteLine($"See '{CommandPath(result)} --help'.");
        return ExitCodes.Usage;
    }

    private static string CommandPath(ParseResult result)
    {
        var names = new Stack<string>();
        for (var command = result.CommandResult; command is { Command: not RootCommand }; command = command.Parent as CommandResult) names.Push(command.Command.Name);
        return string.Join(' ', names.Prepend("lead"));
    }
}

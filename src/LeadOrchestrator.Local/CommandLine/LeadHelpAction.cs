using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary>The usual help, and beneath it what the command adds: examples, settings, exit codes.</summary>
internal sealed class LeadHelpAction(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(parseResult.CommandResult.Command is IHelpfulCommand command ? command.MoreHelp() : RootHelp);
        return ExitCodes.Success;
    }

    private const string RootHelp = $"""
        Examples:
          lead demo                                 see 200 sample leads being processed
          lead                                      serve on http://127.0.0.1:7071, keep everything in .data
          lead submit samples/leads.json --wait     submit leads to a running host
          lead import crm-export.csv                import a list; damaged rows go to crm-export.rejected.csv
          lead status LEAD-ID                       what became of a lead, and why

        {ExitCodes.Help}

        """;
}

/// <summary>A command that has more to say in its help.</summary>
internal interface IHelpfulCommand
{
    string MoreHelp();
}

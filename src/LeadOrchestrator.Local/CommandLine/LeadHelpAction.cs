using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary>The usual help, and beneath it what the command adds: examples, settings, exit codes.</summary>
internal sealed class LeadHelpAction(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        output.Write(AboutSettings(Usual(parseResult)));
        output.WriteLine(parseResult.CommandResult.Command is IHelpfulCommand command ? command.MoreHelp() : RootHelp);
        return ExitCodes.Success;
    }

    private string Usual(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        usual.Invoke(parseResult);
        configuration.Output = output;
        return text.ToString();
    }

    // The library calls settings "additional arguments", for all it knows.
    private static string AboutSettings(string help)
    {
        var lines = help.Split(Environment.NewLine).ToList();
        var additional = lines.IndexOf("Additional Arguments:");
        if (additional < 0) return help;
        lines.RemoveRange(additional, lines.Count - additional);
        return string.Join(Environment.NewLine, lines)
            .Replace("[[--] <additional arguments>...]]", "[--Section:Key=value ...]", StringComparison.Ordinal) + Environment.NewLine;
    }

    private const string RootHelp = $"""
        Examples:
          lead demo                                 see 200 sample leads being processed
          lead                                      serve on http://127.0.0.1:7071, keep everything in .data
          lead submit samples/leads.json --wait     submit leads to a running host
          lead import crm-export.csv                import a list; damaged rows go to crm-export.rejected.csv
          lead status LEAD-ID                       what became of a lead, and why
          lead process analyze samples/process.yaml what of a process waits for no reason, and what that costs

        {ExitCodes.Help}

        """;
}

/// <summary>A command that has more to say in its help.</summary>
internal interface IHelpfulCommand
{
    string MoreHelp();
}

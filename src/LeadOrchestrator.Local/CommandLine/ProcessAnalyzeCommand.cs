using System.CommandLine;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Local.Processes;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>process analyze</c>: reads a process map and tells what it holds. Needs no host, unless durations come from one.</summary>
internal sealed class ProcessAnalyzeCommand : Command, IHelpfulCommand
{
    private readonly Argument<string> _file = new("file") { Description = "The process map: YAML or JSON; - for standard input. docs/process-maps.md describes it." };

    private readonly Option<string?> _format = new("--format")
    {
        Description = "table, json, mermaid (text of a flow chart for Markdown) or svg (a drawing). Default: what the name of --output says (.json, .mmd, .svg), else table.",
        HelpName = "FORMAT",
    };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write to this file instead of standard output; one that is there is replaced.", HelpName = "FILE" };

    private readonly Option<int?> _hands = new("--hands") { Description = "As if this many people worked on it in all; replaces the limits that the map names.", HelpName = "N" };

    private readonly Option<string?> _durations = new("--durations")
    {
        Description = "Take durations from recorded leads: a running host's address, or a file that 'lead list --json' wrote. Steps are matched by id, such as ScoreLead or UpdateCrm:leadBook.",
        HelpName = "URL|FILE",
    };

    public ProcessAnalyzeCommand()
        : base("analyze", "Shows stages, critical path and slack of a process map, the waits that nothing needs and what removing each would save.")
    {
        _format.AcceptOnlyFromAmong(ProcessOutput.Formats);
        _hands.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var count) && count < 1) result.AddError("--hands must be at least 1.");
        });
        Arguments.Add(_file);
        Options.Add(_format);
        Options.Add(_output);
        Options.Add(_hands);
        Options.Add(_durations);
        Options.Add(CommonOptions.Key);
        SetAction(RunAsync);
    }

    public string MoreHelp() => """
        Examples:
          lead process analyze samples/process.yaml
          lead process analyze samples/process.yaml --hands 2
          lead process analyze samples/process.yaml --output process.svg
          lead process analyze samples/lead-path.yaml --durations http://127.0.0.1:7071

        Exit code 2: the map cannot be read or is not sound; every problem is told with its line and path.

        """;

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_file);
        var map = await ProcessMapFile.ReadAsync(path, cancellationToken);
        if (arguments.GetValue(_hands) is { } hands) map = map with { Hands = new(hands, new Dictionary<string, int>()) };
        MeasuredMap? measured = null;
        if (arguments.GetValue(_durations) is { } source)
        {
            var key = arguments.GetValue(CommonOptions.Key) ?? Environment.GetEnvironmentVariable("LEAD_API_KEY");
            measured = MeasuredMap.Of(map, await RecordedRuns.ReadAsync(source, key, cancellationToken), source);
            map = measured.Map;
        }

        var analysis = ProcessAnalysis.Of(map);
        var target = arguments.GetValue(_output);
        var format = arguments.GetValue(_format) ?? ProcessOutput.FormatOf(target);
        var configuration = arguments.InvocationConfiguration;
        if (target is null)
        {
            ProcessOutput.Write(format, analysis, measured, CommandOutput.To(configuration.Output, configuration.Error, json: false));
            return ExitCodes.Success;
        }

        await using var text = new StringWriter();
        ProcessOutput.Write(format, analysis, measured, CommandOutput.To(text, configuration.Error, json: false));
        await ProcessOutput.SaveAsync(target, text.ToString(), cancellationToken);
        await configuration.Error.WriteLineAsync($"Wrote {target} ({format}).");
        return ExitCodes.Success;
    }
}

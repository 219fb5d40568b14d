using System.CommandLine;
using System.Text.Json;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using Spectre.Console;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>report</c>: the reports of a host.</summary>
internal sealed class ReportCommand : Command, IHelpfulCommand
{
    public ReportCommand()
        : base("report", "Shows a report of a running host.") => Subcommands.Add(new SavingsReportCommand());

    public string MoreHelp() => """
        Examples:
          lead report savings
          lead report savings --json

        """;
}

/// <summary><c>report savings</c>: what running effects at once saved, measured over the host's own leads.</summary>
internal sealed class SavingsReportCommand : ClientCommand
{
    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "Only leads submitted at or after this time.", HelpName = "TIME", CustomParser = Times.Parse };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "Only leads submitted at or before this time.", HelpName = "TIME", CustomParser = Times.Parse };

    public SavingsReportCommand()
        : base("savings", "Shows what running effects at once saved, measured over the newest completed leads.")
    {
        Options.Add(_from);
        Options.Add(_to);
    }

    protected override string Examples => """
          lead report savings
          lead report savings --from 2026-01-01 --json
        """;

    protected override async Task<int> RunAsync(
        ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken)
    {
        var filter = ListCommand.Filter([], arguments.GetValue(_from), arguments.GetValue(_to));
        var answer = await client.GetAsync("api/reports/savings" + (filter.Length == 0 ? "" : "?" + filter[1..]), cancellationToken);
        if (output.Json) output.WriteJson(answer.Body);
        else Show(output.Console, answer.Body.Deserialize(ClientJson.Default.SavingsReport)!);
        return ExitCodes.Success;
    }

    private static void Show(IAnsiConsole console, SavingsReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Effects").AddColumn(Right("Leads")).AddColumn(Right("Sum of steps"))
            .AddColumn(Right("Critical path")).AddColumn(Right("Start to end")).AddColumn(Right("Saved")).AddColumn(Right("At best"));
        Add("at once", report.Parallel);
        Add("one after the other", report.Sequential);
        console.Write(table);
        foreach (var sentence in report.Summary) console.MarkupLine(Words.Safe(sentence));

        void Add(string name, GroupSavings group)
        {
            if (group.Runs == 0) return;
            table.AddRow(
                name, Words.Count(group.Runs), Mean(group.SumMs), Mean(group.CriticalPathMs), Mean(group.WallMs),
                Words.Percent(group.SavingNow.Overall), Words.Percent(group.SavingBest.Overall));
        }
    }

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned();

    private static string Mean(Spread spread) => Words.Duration(TimeSpan.FromMilliseconds(spread.Mean));
}

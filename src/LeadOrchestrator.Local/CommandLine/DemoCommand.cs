using System.CommandLine;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Demo;
using LeadOrchestrator.Local.Hosting;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Local.Settings;
using Spectre.Console;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>demo</c>: a host, sample leads, and what became of them.</summary>
internal sealed class DemoCommand : HostCommand
{
    /// <summary>A demo is about invented leads anyway; rules of one's own still go before these.</summary>
    private static readonly Dictionary<string, string?> SampleRules = new() { [SettingKeys.SampleRules] = "true" };

    private readonly Option<bool> _exit = new("--exit") { Description = "Stop at the end instead of leaving the host running." };
    private readonly Option<bool> _all = new("--all") { Description = "Show every lead in the table, not the first 20." };

    private readonly Option<int> _stepLatency = new("--step-latency")
    {
        Description = "How long simulated remote targets take to answer, in milliseconds; 0 leaves them out, and compares parallel and sequential with the built-in targets.",
        HelpName = "MS",
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<string?> _leads = new("--leads") { Description = "Leads to feed instead of the samples: a JSON file.", HelpName = "FILE" };

    public DemoCommand()
        : base("demo", "Starts a host, feeds it the sample leads, shows what became of them and what running at once saved; then leaves it running.", Path.Combine(".data", "demo"))
    {
        _stepLatency.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 5000) result.AddError("--step-latency must be from 0 to 5000 milliseconds.");
        });
        Options.Add(_exit);
        Options.Add(_all);
        Options.Add(_stepLatency);
        Options.Add(_leads);
    }

    public override string MoreHelp() => """
        Examples:
          lead demo
          lead demo --exit --step-latency 0
          lead demo --leads my-leads.json --Rules:Path=my-rules.json

        It takes the same settings as 'lead serve'; 'lead serve --help' names them.

        """;

    protected override string FolderIn(string dataFolder) => Path.Combine(dataFolder, "demo");

    protected override async Task<int> RunAsync(ParseResult arguments)
    {
        var output = Output(arguments);
        var leads = await LeadFile.ReadAsync(arguments.GetValue(_leads) ?? SamplesPath(), CancellationToken.None);
        var hostArguments = ToHostArguments(arguments, SampleRules);
        var latency = TimeSpan.FromMilliseconds(arguments.GetValue(_stepLatency));
        await using var receiver = latency > TimeSpan.Zero ? await SlowReceiver.StartAsync(latency) : null;
        await using var host = await LocalHost.StartAsync(receiver is null ? hostArguments : SimulatedTargets.AddTo(hostArguments, receiver.Address));
        ReadyLine.Write(output.Text, host);
        try
        {
            await ShowAsync(host, hostArguments, leads, arguments, output);
        }
        catch (OperationCanceledException) when (host.Stopping.IsCancellationRequested)
        {
            output.Text.WriteLine("The demo was interrupted; what was accepted goes on when the host starts again.");
        }

        if (arguments.GetValue(_exit)) await host.StopAsync();
        else WriteWhatNow(output.Console, host);
        await host.WaitForShutdownAsync();
        return ExitCodes.Success;
    }

    private async Task ShowAsync(
        LocalHost host, HostArguments hostArguments, IReadOnlyList<string> leads, ParseResult arguments, CommandOutput output)
    {
        var console = output.Console;
        var report = new DemoReport(console);
        using var client = host.CreateClient();
        console.WriteLine();
        console.MarkupLine($"Submitting [bold]{Words.Count(leads.Count)}[/] leads by HTTP, as a web form would …");
        var startedAt = TimeProvider.System.GetUtcNow();
        var submissions = await DemoRun.FeedAsync(client, leads, output, host.Stopping);

        List<LeadState> accepted = [.. submissions.Select(submission => submission.State).OfType<LeadState>()];
        var existing = accepted.Count(lead => lead.SubmittedAt < startedAt);
        if (existing > 0)
            console.MarkupLine($"[grey]{Words.Count(existing)} of them were there already from an earlier run: the same lead is the same run. Delete {Words.Safe(host.DataFolder)} to begin anew.[/]");

        console.WriteLine();
        report.Outcomes(accepted, arguments.GetValue(_all));
        report.Rejected([.. submissions.Where(submission => submission.Problem is not null)]);
        report.Path(accepted);
        var latency = TimeSpan.FromMilliseconds(arguments.GetValue(_stepLatency));
        report.Times(
            latency > TimeSpan.Zero
                ? $"Where the time went, with a simulated CRM, chat and log that answer after {Words.Duration(latency)}"
                : "Where the time went, with the built-in targets on this machine",
            accepted);

        var comparable = submissions.Where(submission => submission.State?.Status == LeadStatus.Completed).Select(submission => leads[submission.Index]).ToList();
        if (comparable.Count < 2) return;
        var comparison = new Comparison(hostArguments, latency);
        report.Comparison(await comparison.MeasureAsync(comparable, host.Stopping));
    }

    private static void WriteWhatNow(IAnsiConsole console, LocalHost host)
    {
        var url = host.Urls[0];
        var option = url == CommonOptions.DefaultUrl ? "" : $" --url {url}";
        console.WriteLine();
        console.MarkupLine($"The host keeps running. Look at it: [link]{url}[/]");
        console.WriteLine($"In another terminal: lead list{option}   lead status ID{option}   lead report savings{option}");
        console.WriteLine("Ctrl+C stops it.");
    }

    private static string SamplesPath()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "samples", "leads.json");
        return File.Exists(path)
            ? path
            : throw new CommandFailedException(ExitCodes.Failure, $"The sample leads are missing: {path}. Build again, or name a file with --leads.");
    }
}

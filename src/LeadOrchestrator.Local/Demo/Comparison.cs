using System.Collections.Concurrent;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Hosting;
using LeadOrchestrator.Local.Settings;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Local.Demo;

/// <summary>Measures what running effects at once saves: the same leads both ways, each in a host of its own that leaves nothing behind.</summary>
internal sealed class Comparison(HostArguments arguments, TimeSpan latency)
{
    private static readonly string[] Kinds = ["Crm", "Notify", "Log"];

    private const int Leads = 20;
    private const int AtOnce = 5;

    public async Task<ComparisonResult> MeasureAsync(IReadOnlyList<string> leads, CancellationToken cancellationToken)
    {
        await using var receiver = latency > TimeSpan.Zero ? await SlowReceiver.StartAsync(latency) : null;
        List<string> chosen = [.. leads.Take(Leads)];
        var sequential = await MedianAsync(chosen, ExecutionMode.Sequential, receiver?.Address, cancellationToken);
        var parallel = await MedianAsync(chosen, ExecutionMode.Parallel, receiver?.Address, cancellationToken);
        return new(chosen.Count, latency, sequential, parallel);
    }

    private async Task<TimeSpan> MedianAsync(
        List<string> leads, ExecutionMode execution, Uri? receiver, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("lead-demo-").FullName;
        try
        {
            var settings = arguments.Settings with
            {
                DataFolder = folder,
                CommandLine = [.. arguments.Settings.CommandLine, $"--{SettingKeys.Execution}={execution}", .. Targets(receiver)],
            };
            await using var host = await LocalHost.StartAsync(arguments with { Settings = settings, Urls = "http://127.0.0.1:0" }, cancellationToken);
            using var client = host.CreateClient();

            // The first lead meets cold code; the comparison is about warm ones.
            await client.SubmitAndWaitAsync(leads[0], cancellationToken);
            var states = new ConcurrentBag<LeadState>();
            await Parallel.ForEachAsync(
                leads.Skip(1), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (lead, token) => states.Add(await client.SubmitAndWaitAsync(lead, token)));
            await host.StopAsync();
            return Median([.. states.Select(state => state.Outcome?.Timeline).OfType<Timeline>().Select(timeline => timeline.EndedAt - timeline.StartedAt)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan Median(List<TimeSpan> times)
    {
        times.Sort();
        return times.Count == 0 ? TimeSpan.Zero : times[times.Count / 2];
    }

    private static IEnumerable<string> Targets(Uri? receiver) => receiver is null
        ? []
        : Kinds.SelectMany(kind => new[]
        {
            $"--Targets:{kind}:0:Name=simulated",
            $"--Targets:{kind}:0:Type=webhook",
            $"--Targets:{kind}:0:Url={new Uri(receiver, kind)}",
        });
}

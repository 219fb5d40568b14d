using System.Collections.Concurrent;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Hosting;
using LeadOrchestrator.Local.Settings;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Local.Demo;

/// <summary>
/// Measures what running effects at once saves: the same leads both ways, each in a host of its own that leaves nothing behind.
/// Both ways take turns, lead by lead, so that whatever else the machine does slows both alike.
/// </summary>
internal sealed class Comparison(HostArguments arguments, TimeSpan latency)
{
    private static readonly string[] Kinds = ["Crm", "Notify", "Log"];

    private const int Leads = 20;
    private const int AtOnce = 4;

    public async Task<ComparisonResult> MeasureAsync(IReadOnlyList<string> leads, CancellationToken cancellationToken)
    {
        await using var receiver = latency > TimeSpan.Zero ? await SlowReceiver.StartAsync(latency) : null;
        await using var sequential = await Way.StartAsync(arguments, ExecutionMode.Sequential, receiver?.Address, cancellationToken);
        await using var parallel = await Way.StartAsync(arguments, ExecutionMode.Parallel, receiver?.Address, cancellationToken);
        List<string> chosen = [.. leads.Take(Leads)];

        // The first lead meets cold code; the comparison is about warm ones.
        foreach (var way in new[] { sequential, parallel }) await way.WarmUpAsync(chosen[0], cancellationToken);
        await Parallel.ForEachAsync(
            chosen.Skip(1).Select((lead, index) => (lead, index)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (item, token) =>
            {
                Way[] turns = item.index % 2 == 0 ? [sequential, parallel] : [parallel, sequential];
                foreach (var way in turns) await way.RunAsync(item.lead, token);
            });
        return new(
            chosen.Count - 1, latency, ComparedRuns.Of(sequential.Runs, run => run.SumMs), ComparedRuns.Of(parallel.Runs, run => run.CriticalPathMs));
    }

    /// <summary>One way to run leads, in a host of its own.</summary>
    private sealed class Way : IAsyncDisposable
    {
        private readonly LocalHost _host;
        private readonly LeadApiClient _client;
        private readonly string _folder;

        private Way(LocalHost host, string folder) => (_host, _client, _folder) = (host, host.CreateClient(), folder);

        public ConcurrentBag<TimelineAnalysis> Runs { get; } = [];

        public static async Task<Way> StartAsync(HostArguments arguments, ExecutionMode execution, Uri? receiver, CancellationToken cancellationToken)
        {
            var folder = Directory.CreateTempSubdirectory("lead-demo-").FullName;
            var settings = arguments.Settings with
            {
                DataFolder = folder,
                CommandLine = [.. arguments.Settings.CommandLine, $"--{SettingKeys.Execution}={execution}", "--Execution:SequentialShare=0", .. Targets(receiver)],
            };
            try
            {
                return new(await LocalHost.StartAsync(arguments with { Settings = settings, Urls = "http://127.0.0.1:0" }, cancellationToken), folder);
            }
            catch
            {
                Directory.Delete(folder, recursive: true);
                throw;
            }
        }

        public Task WarmUpAsync(string lead, CancellationToken cancellationToken) => _client.SubmitAndWaitAsync(lead, cancellationToken);

        public async Task RunAsync(string lead, CancellationToken cancellationToken)
        {
            var state = await _client.SubmitAndWaitAsync(lead, cancellationToken);
            if (state.Outcome is { } outcome && TimelineAnalysis.Of(outcome.Timeline) is { Comparable: true } run) Runs.Add(run);
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            await _host.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
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
}

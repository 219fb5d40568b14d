using System.Globalization;

namespace LeadOrchestrator.Benchmarks;

/// <summary>The command line: a scenario, then its sizes.</summary>
internal static class Command
{
    private const string Usage = """
        usage: LeadOrchestrator.Benchmarks SCENARIO [SIZES…]
          pipeline [leads 20000] [in flight 512] [repeats 5]        throughput, latency, disk, memory
          fanout   [repeats 20]                                     three of six steps at once, against all in order
          recovery [leads 100000]                                   kill -9 and restart
          growth   [finished 1000000] [leads 20000] [repeats 5]     throughput with a full file
          watches  [watches 1000000]                                start-up and memory with waiting instances
          process  [steps 10000] [repeats 9]                        analysis of large process maps
          hostile  [requests 100000] [seed: any]                    attack on every route of the local host
          remote ADDRESS [leads 200] [in flight 16] [repeats 3]     leads through a host that runs elsewhere; its key in LEAD_API_KEY
          all                                                       all of these on this machine
        BENCH_DIR names the folder for the files; the default is the system's temporary folder.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var scenario = args.Length == 0 ? "" : args[0];
        switch (scenario)
        {
            case "pipeline":
                await PipelineScenario.RunAsync(Size(args, 1, 20_000), Size(args, 2, 512), Size(args, 3, 5));
                return 0;
            case "fanout":
                await FanOutScenario.RunAsync(Size(args, 1, 20));
                return 0;
            case "recovery":
                await RecoveryScenario.RunAsync(Size(args, 1, 100_000));
                return 0;
            case "recovery-child":
                await RecoveryScenario.ChildAsync(args[1], Size(args, 2, 100_000));
                return 0;
            case "growth":
                await GrowthScenario.RunAsync(Size(args, 1, 1_000_000), Size(args, 2, 20_000), Size(args, 3, 5));
                return 0;
            case "watches":
                await WatchesScenario.RunAsync(Size(args, 1, 1_000_000));
                return 0;
            case "process":
                ProcessScenario.Run(Size(args, 1, 10_000), Size(args, 2, 9));
                return 0;
            case "hostile":
                return await HostileScenario.RunAsync(Size(args, 1, 100_000), Size(args, 2, Random.Shared.Next(1_000_000)));
            case "remote" when args.Length > 1 && Uri.TryCreate(args[1], UriKind.Absolute, out var address):
                await RemoteScenario.RunAsync(
                    address, Environment.GetEnvironmentVariable("LEAD_API_KEY"), Size(args, 2, 200), Size(args, 3, 16), Size(args, 4, 3));
                return 0;
            case "all":
                foreach (var each in new[] { "pipeline", "fanout", "recovery", "growth", "watches", "process" }) await RunAsync([each]);
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static int Size(string[] args, int index, int standard) =>
        args.Length > index ? int.Parse(args[index], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : standard;
}

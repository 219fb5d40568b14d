using System.Globalization;

namespace LeadOrchestrator.Benchmarks;

/// <summary>The command line: a scenario, then its sizes.</summary>
internal static class Command
{
    private const string Usage = """
        usage: LeadOrchestrator.Benchmarks SCENARIO [SIZES…]
          pipeline [leads 20000] [in flight 512] [repeats 3]   throughput, latency, disk, memory
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args.Length == 0 ? "" : args[0])
        {
            case "pipeline":
                await PipelineScenario.RunAsync(Size(args, 1, 20_000), Size(args, 2, 512), Size(args, 3, 3));
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static int Size(string[] args, int index, int standard) =>
        args.Length > index ? int.Parse(args[index], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : standard;
}

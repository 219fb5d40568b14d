using System.Diagnostics;
using System.Globalization;
using System.Text;
using LeadOrchestrator.Leads.Processes;

namespace LeadOrchestrator.Benchmarks;

/// <summary>Large process maps of several shapes: reading the YAML, and the whole analysis with false dependencies, hands and simulation.</summary>
internal static class ProcessScenario
{
    private const int LayerSize = 100, MostNeeds = 4;

    public static void Run(int steps, int repeats)
    {
        List<Figure> figures = [];
        foreach (var (name, needs) in new (string, Func<int, Random, IEnumerable<int>>)[]
                 {
                     ("layers", InLayers), ("chain", (i, _) => i == 0 ? [] : [i - 1]), ("fan", (i, _) => Fan(i, steps)),
                 })
        {
            var text = Yaml(steps, needs, new Random(7));
            var map = ProcessMapYaml.Read(text);
            var (read, analyze) = (new List<double>(), new List<double>());
            for (var i = 0; i <= repeats; i++)
            {
                var times = (Time(() => ProcessMapYaml.Read(text)), Time(() => ProcessAnalysis.Of(map)));
                if (i == 0) continue; // cold code
                read.Add(times.Item1);
                analyze.Add(times.Item2);
            }

            figures.Add(new($"{name}: analysis, median", Report.Median(analyze), "ms", "≤ 1,000"));
            figures.Add(new($"{name}: analysis, slowest", analyze.Max(), "ms"));
            figures.Add(new($"{name}: reading the YAML, median", Report.Median(read), "ms"));
        }

        Report.Print(string.Create(CultureInfo.InvariantCulture, $"process ({steps:#,0} steps, today one after the other, {repeats} repeats)"), figures);
    }

    /// <summary>Each step needs one to four of the layer before it.</summary>
    private static IEnumerable<int> InLayers(int step, Random random)
    {
        var layer = step / LayerSize;
        if (layer == 0) return [];
        return Enumerable.Range(0, random.Next(1, MostNeeds + 1)).Select(_ => ((layer - 1) * LayerSize) + random.Next(LayerSize)).Distinct();
    }

    /// <summary>One first, all others at once, one last.</summary>
    private static IEnumerable<int> Fan(int step, int steps) =>
        step == 0 ? [] : step < steps - 1 ? [0] : Enumerable.Range(1, Math.Max(0, steps - 2));

    private static string Yaml(int steps, Func<int, Random, IEnumerable<int>> needs, Random random)
    {
        var text = new StringBuilder("name: benchmark\ntoday: sequence\nsteps:\n");
        for (var i = 0; i < steps; i++)
        {
            var (least, ids) = (random.Next(1, 60), string.Join(", ", needs(i, random).Select(need => $"s{need}")));
            text.Append(CultureInfo.InvariantCulture, $"  - {{ id: s{i}, needs: [{ids}], duration: {{ triangular: [{least}m, {least + 5}m, {least + 30}m] }} }}\n");
        }

        return text.ToString();
    }

    private static double Time(Func<object> work)
    {
        var begin = Stopwatch.GetTimestamp();
        GC.KeepAlive(work());
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}

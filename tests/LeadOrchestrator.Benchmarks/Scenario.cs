using System.Text.Json;

namespace LeadOrchestrator.Benchmarks;

/// <summary>A figure with its name, unit and target.</summary>
internal sealed record Figure(string Name, double Value, string Unit, string Target = "");

/// <summary>Prints figures as a table, and one JSON line a scenario for machines.</summary>
internal static class Report
{
    public static void Print(string scenario, IReadOnlyList<Figure> figures)
    {
        Console.WriteLine($"\n{scenario}");
        foreach (var figure in figures) Console.WriteLine($"  {figure.Name,-44} {figure.Value,14:N2} {figure.Unit,-10} {figure.Target}");
        var line = new
        {
            scenario,
            load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "",
            processors = Environment.ProcessorCount,
            figures = figures.ToDictionary(figure => figure.Name, figure => Math.Round(figure.Value, 3)),
        };
        Console.WriteLine(JsonSerializer.Serialize(line));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }

    public static double Percentile(double[] sorted, double percent) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * percent / 100))];
}

using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>Draws durations at random, over and over, and looks what comes out (Monte Carlo).</summary>
internal static class Simulator
{
    private const int MostRounds = 1000, FewestRounds = 100;

    /// <summary>Large maps get fewer rounds, so that a map of 10,000 steps still takes well under a second.</summary>
    private const int Draws = 2_000_000;

    /// <summary>The figures, and how often each step was on the longest chain of needs; null if every duration is fixed.</summary>
    public static (ProcessSimulation Result, double[] CriticalShare)? Run(ProcessMap map, StepGraph needs, StepGraph today)
    {
        if (map.Steps.All(step => step.Duration is StepDuration.Fixed or StepDuration.Measured { QuantilesMs.Count: < 2 })) return null;

        var random = new Random(map.Seed);
        var rounds = Math.Clamp(Draws / map.Steps.Count, FewestRounds, MostRounds);
        var draw = map.Steps.Select(step => Sampler(step.Duration, random)).ToArray();
        var (durations, ends) = (new double[draw.Length], new double[draw.Length]);
        var (now, best, saving) = (new double[rounds], new double[rounds], new double[rounds]);
        var critical = new int[draw.Length];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < draw.Length; i++) durations[i] = draw[i]();
            now[round] = today.EarliestEnds(durations, ends);
            best[round] = needs.EarliestEnds(durations, ends);
            saving[round] = now[round] > 0 ? Math.Max(0, 1 - (best[round] / now[round])) : 0;
            foreach (var step in needs.LongestChain(ends)) critical[step]++;
        }

        return (
            new(rounds, map.Seed, Percentiles(now), Percentiles(best), Percentiles(saving)),
            [.. critical.Select(count => (double)count / rounds)]);
    }

    private static Func<double> Sampler(StepDuration duration, Random random) => duration switch
    {
        StepDuration.Uniform(var min, var max) => () => min + ((max - min) * random.NextDouble()),
        StepDuration.Triangular(var min, var mode, var max) when min < max => () => Triangular.Sample(random, min, max, mode),
        StepDuration.Normal(var mean, var deviation) => () => Math.Max(0, Normal.Sample(random, mean, deviation)),
        StepDuration.LogNormal { Sigma: var sigma, MedianMs: var median } => () => LogNormal.Sample(random, Math.Log(median), sigma),
        StepDuration.Measured { QuantilesMs: { Count: > 1 } quantiles } => () => Interpolate(quantiles, random.NextDouble()),
        _ => () => duration.MeanMs,
    };

    private static double Interpolate(IReadOnlyList<double> quantiles, double at)
    {
        var place = at * (quantiles.Count - 1);
        var below = (int)place;
        return quantiles[below] + ((quantiles[below + 1] - quantiles[below]) * (place - below));
    }

    private static Percentiles Percentiles(double[] values)
    {
        Array.Sort(values);
        return new(
            values.Average(), SortedArrayStatistics.Median(values),
            SortedArrayStatistics.QuantileCustom(values, 0.9, QuantileDefinition.R7));
    }
}

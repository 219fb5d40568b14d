using System.Globalization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Compares both groups' wall times by Welch's t, which needs neither equal spreads nor equal sizes.</summary>
internal static class GroupComparison
{
    /// <summary>From here on the mean of skewed times is close enough to normal for the interval to mean what it says.</summary>
    internal const int Minimum = 30;

    /// <summary>The finest a timeline tells; a run cannot have taken no time at all, and logarithms need more than 0.</summary>
    private const double FinestMs = 0.001;

    public static ControlComparison Of(IReadOnlyList<double> parallelMs, IReadOnlyList<double> sequentialMs)
    {
        var (parallel, sequential) = (parallelMs.Count, sequentialMs.Count);
        if (parallel < Minimum || sequential < Minimum)
        {
            return new(false, Minimum, parallel, sequential, null, null,
                $"Not enough data: {parallel} parallel and {sequential} sequential runs, and each group needs at least {Minimum}.");
        }

        var difference = Welch(sequentialMs, parallelMs);
        var ratio = Welch(Logarithms(parallelMs), Logarithms(sequentialMs));
        var saving = new Estimate(1 - Math.Exp(ratio.Value), 1 - Math.Exp(ratio.High), 1 - Math.Exp(ratio.Low));
        return new(true, Minimum, parallel, sequential, difference, saving, Verdict(difference, saving, parallel, sequential));
    }

    /// <summary>The difference of means, one less other, with its 95% interval.</summary>
    internal static Estimate Welch(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var (mean1, variance1) = one.MeanVariance();
        var (mean2, variance2) = other.MeanVariance();
        var (part1, part2) = (variance1 / one.Count, variance2 / other.Count);
        var difference = mean1 - mean2;
        var squared = part1 + part2;
        if (squared == 0) return new(difference, difference, difference);

        var freedom = squared * squared / ((part1 * part1 / (one.Count - 1)) + (part2 * part2 / (other.Count - 1)));
        var half = StudentT.InvCDF(0, 1, freedom, 0.975) * Math.Sqrt(squared);
        return new(difference, difference - half, difference + half);
    }

    private static double[] Logarithms(IReadOnlyList<double> values) =>
        [.. values.Select(value => Math.Log(Math.Max(value, FinestMs)))];

    private static string Verdict(Estimate difference, Estimate saving, int parallel, int sequential)
    {
        var sizes = $"{parallel} parallel and {sequential} sequential runs, 95% confidence";
        var interval = $"{DurationText.Of(difference.Low)} to {DurationText.Of(difference.High)}";
        if (difference.Low <= 0 && difference.High >= 0)
            return $"No difference is shown: sequential less parallel is between {interval} ({sizes}).";

        var (longer, shorter) = difference.Value > 0 ? ("Sequential", "parallel") : ("Parallel", "sequential");
        return $"{longer} runs take {DurationText.Of(Math.Abs(difference.Value))} longer on average than {shorter} ones " +
            $"(sequential less parallel: {interval}); the typical run saves {Percent(saving.Value)} at once " +
            $"({Percent(saving.Low)} to {Percent(saving.High)}; {sizes}).";
    }

    private static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}

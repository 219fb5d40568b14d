using System.Globalization;

namespace LeadOrchestrator.Leads.Timelines.Drawing;

/// <summary>A time axis from 0 with ticks at round figures.</summary>
internal sealed class TimeAxis
{
    private const double DayMs = 86_400_000;

    private static readonly double[] ClockSteps =
        [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200];

    private readonly double _left, _width;

    public TimeAxis(double lengthMs, double left, double width, int ticks = 6)
    {
        (_left, _width) = (left, width);
        StepMs = Step(Math.Max(lengthMs, 0.001) / ticks);
        LengthMs = Math.Max(lengthMs, 0.001) * 1.02; // what ends last does not touch the edge
    }

    public double LengthMs { get; }

    public double StepMs { get; }

    public IEnumerable<double> Ticks
    {
        get
        {
            for (var i = 0; i * StepMs <= LengthMs; i++) yield return i * StepMs;
        }
    }

    public double X(double ms) => _left + (Math.Clamp(ms, 0, LengthMs) / LengthMs * _width);

    /// <summary>A tick's label, in one unit for the whole axis as far as a person would write it so.</summary>
    public string Label(double ms) => (ms, StepMs) switch
    {
        (0, _) => "0",
        (_, < 1) => Write(ms * 1000, "µs"),
        (_, < 1000) => ms >= 1000 && StepMs >= 100 ? Write(ms / 1000, "s") : Write(ms, "ms"),
        _ => DurationText.Of(ms),
    };

    private static string Write(double value, string unit) => Math.Round(value, 3).ToString("#,0.###", CultureInfo.InvariantCulture) + " " + unit;

    /// <summary>Below a second and above a day 1, 2 or 5 times a power of ten; between them what clocks count in.</summary>
    private static double Step(double atLeastMs)
    {
        if (atLeastMs <= 1000) return OneTwoFive(atLeastMs);
        foreach (var step in ClockSteps)
            if (step * 1000 >= atLeastMs) return step * 1000;
        return Math.Max(1, OneTwoFive(atLeastMs / DayMs)) * DayMs;
    }

    private static double OneTwoFive(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        return (atLeast / power) switch { <= 1.0000001 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}

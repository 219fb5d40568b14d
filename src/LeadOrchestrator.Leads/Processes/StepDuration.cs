using System.Text.Json.Serialization;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>How long a step takes: one figure, or a distribution. All in milliseconds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Fixed), "fixed")]
[JsonDerivedType(typeof(Uniform), "uniform")]
[JsonDerivedType(typeof(Triangular), "triangular")]
[JsonDerivedType(typeof(Normal), "normal")]
[JsonDerivedType(typeof(LogNormal), "lognormal")]
[JsonDerivedType(typeof(Measured), "measured")]
public abstract record StepDuration
{
    private StepDuration()
    {
    }

    /// <summary>The mean, in milliseconds: what the analysis counts with.</summary>
    public abstract double MeanMs { get; }

    /// <summary>Always the same.</summary>
    /// <param name="Ms">The duration, in milliseconds.</param>
    public sealed record Fixed(double Ms) : StepDuration
    {
        /// <inheritdoc/>
        public override double MeanMs => Ms;
    }

    /// <summary>Anything between two limits, all equally likely.</summary>
    /// <param name="MinMs">The shortest.</param>
    /// <param name="MaxMs">The longest.</param>
    public sealed record Uniform(double MinMs, double MaxMs) : StepDuration
    {
        /// <inheritdoc/>
        public override double MeanMs => (MinMs + MaxMs) / 2;
    }

    /// <summary>Three estimates: at best, most likely, at worst.</summary>
    /// <param name="MinMs">The shortest.</param>
    /// <param name="ModeMs">The most likely.</param>
    /// <param name="MaxMs">The longest.</param>
    public sealed record Triangular(double MinMs, double ModeMs, double MaxMs) : StepDuration
    {
        /// <inheritdoc/>
        public override double MeanMs => (MinMs + ModeMs + MaxMs) / 3;
    }

    /// <summary>Around a mean; what would be below zero counts as zero.</summary>
    /// <param name="AverageMs">The mean.</param>
    /// <param name="DeviationMs">The standard deviation.</param>
    public sealed record Normal(double AverageMs, double DeviationMs) : StepDuration
    {
        /// <inheritdoc/>
        public override double MeanMs => AverageMs;
    }

    /// <summary>Mostly short, now and then very long, as waiting for people is.</summary>
    /// <param name="MedianMs">Half of them are at most this.</param>
    /// <param name="P90Ms">Nine of ten are at most this.</param>
    public sealed record LogNormal(double MedianMs, double P90Ms) : StepDuration
    {
        /// <summary>The 0.9 quantile of the standard normal distribution.</summary>
        private const double Z90 = 1.2815515655446004;

        /// <summary>The standard deviation of the logarithm.</summary>
        [JsonIgnore]
        public double Sigma => Math.Log(P90Ms / MedianMs) / Z90;

        /// <inheritdoc/>
        public override double MeanMs => MedianMs * Math.Exp(Sigma * Sigma / 2);
    }

    /// <summary>As recorded runs had it.</summary>
    /// <param name="Runs">How many runs; 0 if none recorded this step.</param>
    /// <param name="AverageMs">Their mean.</param>
    /// <param name="QuantilesMs">Their quantiles at equal steps from the shortest to the longest.</param>
    public sealed record Measured(int Runs, double AverageMs, IReadOnlyList<double> QuantilesMs) : StepDuration
    {
        /// <inheritdoc/>
        public override double MeanMs => AverageMs;
    }
}

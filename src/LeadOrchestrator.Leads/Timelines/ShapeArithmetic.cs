using System.Globalization;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>What a process's shape alone can save: some steps in order, then others at once.</summary>
/// <param name="Statement">The arithmetic in one paragraph.</param>
/// <param name="EqualSteps">Our shape with equal steps: three in order, then three at once.</param>
/// <param name="ToReach">Shapes that reach 40, 50 and 60%.</param>
public sealed record ShapeArithmetic(string Statement, Shape EqualSteps, IReadOnlyList<ShapeTarget> ToReach)
{
    private static readonly double[] Aims = [0.4, 0.5, 0.6];

    /// <summary>The arithmetic of three steps in order and three at once, and what it takes to save more.</summary>
    public static ShapeArithmetic OfLeadPath()
    {
        var equal = new Shape(InOrder: 3, AtOnce: 3, Weight: 1);
        ShapeTarget[] targets = [.. Aims.Select(saving => ShapeTarget.From(equal, saving))];
        return new(Say(equal, targets), equal, targets);
    }

    private static string Say(Shape equal, ShapeTarget[] targets)
    {
        var heavier = string.Join("; ", targets.Select(target => target.Heavier is { } shape
            ? $"{Percent(target.Saving)} with {shape.AtOnce} branches of {Number(shape.Weight)} times the weight, or with {target.More.AtOnce} equal ones"
            : $"{Percent(target.Saving)} with {target.More.AtOnce} equal branches"));
        return $"{equal.InOrder + equal.AtOnce} equal steps, {equal.InOrder} in order and then {equal.AtOnce} at once, " +
            $"save {Percent(equal.Saving)} ((branches − 1) × weight ÷ sum), however fast the machine. " +
            $"More needs branches that weigh more, or more of them: {heavier}. " +
            $"{equal.AtOnce} branches never save more than {Percent((equal.AtOnce - 1.0) / equal.AtOnce)}.";
    }

    private static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + "%";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Steps of weight 1 in order, followed by steps of some weight at once.</summary>
/// <param name="InOrder">How many are in order.</param>
/// <param name="AtOnce">How many run at once.</param>
/// <param name="Weight">How long one of those takes, measured in steps of the ordered part.</param>
public sealed record Shape(int InOrder, int AtOnce, double Weight)
{
    /// <summary>1 − critical path ÷ sum, from 0 to below 1.</summary>
    public double Saving => AtOnce == 0 ? 0 : (AtOnce - 1) * Weight / (InOrder + (AtOnce * Weight));
}

/// <summary>Two ways to a saving.</summary>
/// <param name="Saving">The share to save.</param>
/// <param name="Heavier">With as many branches, how much heavier each must be; null if no weight is enough.</param>
/// <param name="More">With equal steps, how many branches it takes.</param>
public sealed record ShapeTarget(double Saving, Shape? Heavier, Shape More)
{
    /// <summary>Solves <c>(n − 1)·w ÷ (s + n·w) = saving</c> for w, and for n at w = 1.</summary>
    internal static ShapeTarget From(Shape shape, double saving)
    {
        var divisor = shape.AtOnce - 1 - (saving * shape.AtOnce);
        var weight = Math.Round(saving * shape.InOrder / divisor, 9); // the division's last bits are no part of the answer
        var branches = (int)Math.Ceiling(Math.Round((1 + (saving * shape.InOrder)) / (1 - saving), 9));
        return new(saving, divisor > 0 ? shape with { Weight = weight } : null, new(shape.InOrder, branches, 1));
    }
}

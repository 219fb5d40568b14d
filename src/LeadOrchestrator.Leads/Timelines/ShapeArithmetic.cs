namespace LeadOrchestrator.Leads.Timelines;

/// <summary>What a process's shape alone can save: some steps in order, then others at once.</summary>
/// <param name="Statement">The arithmetic in one paragraph.</param>
/// <param name="EqualSteps">Our shape with equal steps: three in order, then three at once.</param>
/// <param name="ToReach">Shapes that reach 40, 50 and 60%.</param>
public sealed record ShapeArithmetic(string Statement, Shape EqualSteps, IReadOnlyList<ShapeTarget> ToReach)
{
    /// <summary>The arithmetic of three steps in order and three at once, and what it takes to save more.</summary>
    public static ShapeArithmetic OfLeadPath() => throw new NotSupportedException();
}

/// <summary>Steps of weight 1 in order, followed by steps of some weight at once.</summary>
/// <param name="InOrder">How many are in order.</param>
/// <param name="AtOnce">How many run at once.</param>
/// <param name="Weight">How long one of those takes, measured in steps of the ordered part.</param>
public sealed record Shape(int InOrder, int AtOnce, double Weight)
{
    /// <summary>1 − critical path ÷ sum, from 0 to below 1.</summary>
    public double Saving => AtOnce == 0 ? 0 : (AtOnce - 1) * Weight / (InOrder + AtOnce * Weight);
}

/// <summary>Two ways to a saving.</summary>
/// <param name="Saving">The share to save.</param>
/// <param name="Heavier">With as many branches, how much heavier each must be; null if no weight is enough.</param>
/// <param name="More">With equal steps, how many branches it takes.</param>
public sealed record ShapeTarget(double Saving, Shape? Heavier, Shape More);

namespace LeadOrchestrator.Leads.Scoring;

/// <summary>
/// Adds up the points of one dimension. What a contribution shows is a whole number; what is added up is exact. The
/// difference, and what caps and floors cut, become contributions of their own, so that the list always adds up.
/// </summary>
internal sealed class Tally(string dimension)
{
    /// <summary>No single source counts beyond this: it keeps sums within a whole number, far above every cap.</summary>
    private const double Ceiling = 1_000_000;

    private readonly List<ScoreContribution> _contributions = [];
    private double _exact;
    private int _shown;

    public IReadOnlyList<ScoreContribution> Contributions => _contributions;

    public void Add(string rule, double points, string reason)
    {
        var exact = Math.Clamp(points, -Ceiling, Ceiling);
        _exact += exact;
        Show(rule, Round(exact), reason);
    }

    /// <summary>Adds the points of something that gives, or takes, so many at most.</summary>
    public void Add(string rule, double points, int? cap, string reason)
    {
        Add(rule, points, reason);
        if (cap is not { } most || Math.Abs(points) <= most) return;
        var exact = Math.Clamp(points, -Ceiling, Ceiling);
        var capped = Math.Clamp(exact, -most, most);
        _exact += capped - exact;
        Show("cap", Round(capped) - Round(exact), $"{rule} counts {most} at most");
    }

    /// <summary>The sum, rounded and kept between two bounds.</summary>
    public int Close(int min, int max)
    {
        var sum = Round(_exact);
        Show("rounding", sum - _shown, "Shares of points come to this together");
        Show("cap", Math.Min(0, max - sum), $"{dimension} comes to {max} at most");
        Show("floor", Math.Max(0, min - sum), $"{dimension} comes to {min} at least");
        return Math.Clamp(sum, min, max);
    }

    private void Show(string rule, int points, string reason)
    {
        if (points == 0) return;
        _shown += points;
        _contributions.Add(new ScoreContribution(rule, dimension, points, reason));
    }

    private static int Round(double points) => (int)Math.Round(points, MidpointRounding.AwayFromZero);
}

namespace LeadOrchestrator.Local.Demo;

/// <summary>The same leads through the same process, with the effects at once and one after the other.</summary>
/// <param name="Leads">How many leads each way.</param>
/// <param name="Latency">What every effect was made to take; zero for the built-in targets as they are.</param>
/// <param name="Sequential">The median lead from start to end, effects one after the other.</param>
/// <param name="Parallel">The median lead from start to end, effects at once.</param>
internal sealed record ComparisonResult(int Leads, TimeSpan Latency, TimeSpan Sequential, TimeSpan Parallel)
{
    /// <summary>The share of time that running at once saved; negative if it cost time.</summary>
    public double Saving => Sequential == TimeSpan.Zero ? 0 : 1 - (Parallel / Sequential);
}

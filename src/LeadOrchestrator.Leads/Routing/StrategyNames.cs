namespace LeadOrchestrator.Leads.Routing;

/// <summary>The names of strategies in decisions, as rule documents write them.</summary>
internal static class StrategyNames
{
    public const string WeightedRoundRobin = "weightedRoundRobin";
    public const string LeastLoaded = "leastLoaded";
    public const string Sticky = "sticky";
}

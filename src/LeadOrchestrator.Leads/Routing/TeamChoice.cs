namespace LeadOrchestrator.Leads.Routing;

/// <summary>Who of a team takes a lead, and how that was found.</summary>
/// <param name="RepId">The rep.</param>
/// <param name="Strategy">How the rep was in fact chosen.</param>
/// <param name="Why">The same in words; completes "Anna …".</param>
/// <param name="RoundRobin">Where the team's round robin stands now; null if it was not used.</param>
internal sealed record TeamChoice(string RepId, string Strategy, string Why, RoundRobinState? RoundRobin)
{
    public static TeamChoice Make(
        Team team, IReadOnlyList<TeamMember> members, IReadOnlySet<string> eligible, Eligibility eligibility, RoutingFacts facts) => team.Strategy switch
        {
            RoutingStrategy.LeastLoaded => LeastLoaded(members, eligible, eligibility),
            RoutingStrategy.Sticky when facts.ExistingOwner is { } owner && eligible.Contains(owner) =>
                new(owner, StrategyNames.Sticky, "has this person or account already", RoundRobin: null),
            RoutingStrategy.Sticky when facts.ExistingOwner is { } owner =>
                InTurn(team, members, eligible, facts, $"is next in turn, because the existing owner {owner} {WhyNotOwner(members, owner, eligibility)}"),
            _ => InTurn(team, members, eligible, facts, "is next in turn"),
        };

    private static TeamChoice InTurn(
        Team team, IReadOnlyList<TeamMember> members, IReadOnlySet<string> eligible, RoutingFacts facts, string why)
    {
        var (rep, next) = SmoothRoundRobin.Take(members, eligible, facts.RoundRobin.GetValueOrDefault(team.Id));
        return new(rep, StrategyNames.WeightedRoundRobin, why, next);
    }

    private static string WhyNotOwner(IReadOnlyList<TeamMember> members, string owner, Eligibility eligibility) =>
        members.Any(member => member.Rep == owner) ? $"could not take it ({eligibility.Judge(owner).Code})" : "is not in this team";

    private static TeamChoice LeastLoaded(IReadOnlyList<TeamMember> members, IReadOnlySet<string> eligible, Eligibility eligibility)
    {
        var best = members.Where(member => eligible.Contains(member.Rep))
            .Select(member => (member.Rep, Weight: SmoothRoundRobin.WeightOf(member), Load: eligibility.LoadOf(member.Rep)))
            .OrderBy(member => (decimal)member.Load.Open / member.Weight)
            .ThenBy(member => member.Load.LastAssignedAt ?? DateTimeOffset.MinValue) // who never got one has waited longest
            .ThenBy(member => member.Rep, StringComparer.Ordinal)
            .First();
        return new(best.Rep, StrategyNames.LeastLoaded, $"has the fewest open leads for the weight ({best.Load.Open} open, weight {best.Weight})", RoundRobin: null);
    }
}

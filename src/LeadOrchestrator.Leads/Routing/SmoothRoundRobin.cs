namespace LeadOrchestrator.Leads.Routing;

/// <summary>
/// Smooth weighted round robin, as nginx balances its upstreams: each turn everybody eligible gains their weight, the
/// one with the most takes the turn and gives up what all of them gained. With everybody eligible, each gets exactly
/// their share in every full cycle, evenly spread. Who is not eligible neither gains nor loses, so coming back brings
/// no flood of leads.
/// </summary>
/// <remarks>https://github.com/nginx/nginx/commit/52327e0627f49dbda1e8db695e63a4b0af4448b1</remarks>
internal static class SmoothRoundRobin
{
    /// <summary>Weights are held between 1 and this, so that sums cannot overflow.</summary>
    public const int MaxWeight = 10_000;

    public static int WeightOf(TeamMember member) => Math.Clamp(member.Weight, 1, MaxWeight);

    /// <summary>Whose turn it is, and where the round robin then stands.</summary>
    /// <param name="members">The whole team.</param>
    /// <param name="eligible">Those of them who can take a lead; at least one.</param>
    /// <param name="state">Where it stood; null at the beginning.</param>
    public static (string RepId, RoundRobinState Next) Take(
        IReadOnlyList<TeamMember> members, IReadOnlySet<string> eligible, RoundRobinState? state)
    {
        // Between turns of an unchanged team everybody stands above minus the sum of weights, and all add up to zero:
        // so nobody can stand higher than this. Only what changed rules left behind is cut.
        var most = (int)Math.Min((long)members.Sum(WeightOf) * members.Count, int.MaxValue / 4);
        var next = new Dictionary<string, int>(members.Count, StringComparer.Ordinal);
        string? chosen = null;
        var gained = 0;
        foreach (var member in members)
        {
            var current = Math.Clamp(state?.CurrentWeights.GetValueOrDefault(member.Rep) ?? 0, -most, most);
            if (eligible.Contains(member.Rep))
            {
                current += WeightOf(member);
                gained += WeightOf(member);
                if (chosen is null || current > next[chosen]) chosen = member.Rep;
            }

            next[member.Rep] = current;
        }

        if (chosen is null) throw new ArgumentException("Nobody is eligible.", nameof(eligible));
        next[chosen] -= gained;
        return (chosen, new RoundRobinState(next));
    }
}

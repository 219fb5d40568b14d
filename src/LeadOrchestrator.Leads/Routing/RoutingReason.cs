using LeadOrchestrator.Leads.FollowUps;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>Says in plain words why a routing decision came out as it did.</summary>
internal static class RoutingReason
{
    public static string NotNeeded(FollowUpAction action) => action == FollowUpAction.Nurture
        ? "The follow-up is to nurture the lead, which needs no rep."
        : "The lead is disqualified, so it needs no rep.";

    public static string NoRule(string houseQueue) => $"No routing rule matches this lead. It waits in the house queue '{houseQueue}'.";

    public static string Assigned(RoutingRule rule, Rep rep, IReadOnlyList<TeamAttempt> attempts, TeamChoice choice)
    {
        var last = attempts[^1];
        var eligible = $"{last.EligibleCount} of {last.Candidates.Count} could take it";
        return attempts.Count == 1
            ? $"Rule '{rule.Name}' sends it to team '{last.Team.Name}', where {eligible}. {rep.Name} {choice.Why}."
            : $"{Tried(rule, attempts.Take(attempts.Count - 1))} Its fallback is team '{last.Team.Name}', where {eligible}. {rep.Name} {choice.Why}.";
    }

    public static string Nobody(RoutingRule rule, IReadOnlyList<TeamAttempt> attempts, string houseQueue) =>
        $"{Tried(rule, attempts)} It waits in the house queue '{houseQueue}'.";

    private static string Tried(RoutingRule rule, IEnumerable<TeamAttempt> attempts) =>
        $"Rule '{rule.Name}' sends it to team " +
        string.Join(", then to its fallback, team ", attempts.Select(attempt => $"'{attempt.Team.Name}', where nobody could take it ({attempt.WhyNobody()})")) + ".";
}

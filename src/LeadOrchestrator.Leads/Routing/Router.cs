using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>
/// Finds a rep for a lead. A pure function of lead, rules and facts: the first rule that matches names a team, the
/// team's strategy picks among its eligible members; with nobody eligible the team's fallbacks are asked in turn, and
/// after the last of them the lead waits in the house queue. However it ends, the decision says why.
/// </summary>
public static class Router
{
    /// <summary>What stands for the rule where none matched or none was needed.</summary>
    public const string NoRule = "none";

    /// <summary>Decides who gets a lead.</summary>
    /// <param name="leadId">The lead's id.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="score">Its score; rules may ask for it.</param>
    /// <param name="followUp">What is to be done; nurture and disqualify need no rep.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="facts">What the ledger knows.</param>
    /// <returns>Assigned, queued or not needed, with the round-robin state that follows from it.</returns>
    /// <exception cref="TimeZoneNotFoundException">A rep's time zone is not one this machine knows; reading the rules refuses such rules.</exception>
    public static RoutingDecision Assign(string leadId, Lead lead, LeadScore score, FollowUp followUp, RuleSet rules, RoutingFacts facts)
    {
        ArgumentNullException.ThrowIfNull(lead);
        ArgumentNullException.ThrowIfNull(followUp);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(facts);
        if (followUp.Action is FollowUpAction.Nurture or FollowUpAction.Disqualify)
            return WithoutRep(AssignmentOutcome.NotNeeded, null, NoRule, RoutingReason.NotNeeded(followUp.Action), []);

        var subject = new RuleSubject(lead, facts.Now, score, followUp);
        var rule = rules.Routing.Rules.FirstOrDefault(candidate => candidate.When?.Matches(subject) ?? true);
        if (rule is null)
            return WithoutRep(AssignmentOutcome.Queued, rules.Routing.HouseQueue, NoRule, RoutingReason.NoRule(rules.Routing.HouseQueue), []);

        var index = RoutingIndex.Of(rules.Routing);
        var eligibility = new Eligibility(index, lead, rule.Requires, facts);
        var attempts = new List<TeamAttempt>();
        foreach (var team in Chain(index, rule.Team))
        {
            var attempt = TeamAttempt.Make(team, eligibility, facts);
            attempts.Add(attempt);
            if (attempt.Choice is { } choice) return Assigned(attempt, choice);
        }

        return WithoutRep(
            AssignmentOutcome.Queued, rules.Routing.HouseQueue, rule.Name, RoutingReason.Nobody(rule, attempts, rules.Routing.HouseQueue), Candidates());

        RoutingDecision Assigned(TeamAttempt attempt, TeamChoice choice)
        {
            var rep = index.Reps[choice.RepId].Rep;
            var assignment = new Assignment(
                leadId, AssignmentOutcome.Assigned, rep.Id, rep.Name, attempt.Team.Id, rule.Name, choice.Strategy,
                RoutingReason.Assigned(rule, rep, attempts, choice), Candidates(), facts.Now, rules.Version);
            return new(assignment, choice.RoundRobin is null ? null : attempt.Team.Id, choice.RoundRobin);
        }

        RoutingDecision WithoutRep(AssignmentOutcome outcome, string? team, string ruleName, string reason, IReadOnlyList<Candidate> candidates) =>
            new(new(leadId, outcome, null, null, team, ruleName, null, reason, candidates, facts.Now, rules.Version), null, null);

        IReadOnlyList<Candidate> Candidates() => [.. attempts.SelectMany(attempt => attempt.Candidates)];
    }

    /// <summary>Every rep's own calendar day at a time, by rep id: what daily caps are counted by.</summary>
    /// <exception cref="TimeZoneNotFoundException">A rep's time zone is not one this machine knows.</exception>
    public static IReadOnlyDictionary<string, DateOnly> LocalDates(RoutingRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var index = RoutingIndex.Of(rules);
        var clock = new WallClock(index, now);
        return index.Reps.ToDictionary(rep => rep.Key, rep => DateOnly.FromDateTime(clock.For(rep.Value)), StringComparer.Ordinal);
    }

    /// <summary>A team and its fallbacks, each once, even if they name each other in a circle.</summary>
    private static IEnumerable<Team> Chain(RoutingIndex index, string first)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var id = first; id is not null && seen.Add(id);)
        {
            var team = index.Teams.GetValueOrDefault(id) ?? new Team(id, id, RoutingStrategy.WeightedRoundRobin, [], Fallback: null);
            yield return team;
            id = team.Fallback;
        }
    }
}

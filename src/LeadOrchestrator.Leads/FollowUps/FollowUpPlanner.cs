using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Leads.FollowUps;

/// <summary>Decides what to do with a lead next.</summary>
public static class FollowUpPlanner
{
    /// <summary>
    /// The first rule that matches decides, but consent is never overruled: an action that the person refuses gives way to
    /// the other channel, and to <see cref="FollowUpAction.Disqualify"/> only if that is refused as well.
    /// </summary>
    /// <param name="lead">The lead.</param>
    /// <param name="score">Its score.</param>
    /// <param name="rules">What to do with which leads.</param>
    /// <param name="version">Which rules these are.</param>
    /// <param name="now">The time of the decision.</param>
    public static FollowUp Decide(Lead lead, LeadScore score, FollowUpRules rules, RulesVersion version, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(lead);
        ArgumentNullException.ThrowIfNull(rules);
        var subject = new RuleSubject(lead, now, score);
        var rule = rules.Rules.FirstOrDefault(candidate => candidate.When?.Matches(subject) ?? true);
        // A document that was read always ends with a rule for all; one made in code need not.
        var wanted = rule?.Action ?? FollowUpAction.Nurture;
        var (action, refusal) = ConsentRule.Apply(lead.Consent, wanted);

        var reason = rule?.When?.Describe() ?? "No rule before it matched";
        return new FollowUp(
            action, RespondWithin(rule, action, rules), rule?.Name ?? "none", refusal is null ? reason : $"{reason}; {refusal}", version);
    }

    /// <summary>A change of channel does not make a lead less urgent: the rule's own time stays, unless the action's is shorter.</summary>
    private static TimeSpan? RespondWithin(FollowUpRule? rule, FollowUpAction action, FollowUpRules rules)
    {
        if (!FollowUpActions.NeedsPerson(action)) return null;
        var usual = Usual(action);
        if (rule is null || rule.Action == action) return rule?.RespondWithin ?? usual;
        var wanted = rule.RespondWithin ?? Usual(rule.Action);
        return wanted is { } own && usual is { } other ? (own < other ? own : other) : wanted ?? usual;

        TimeSpan? Usual(FollowUpAction of) => rules.RespondWithin.TryGetValue(of, out var time) ? time : null;
    }
}

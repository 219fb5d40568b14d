using CsCheck;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Leads.Tests.Intake;
using LeadOrchestrator.Leads.Tests.Scoring;

namespace LeadOrchestrator.Leads.Tests.FollowUps;

/// <summary>What holds for every lead under all rules.</summary>
public sealed class FollowUpLawTests
{
    private static readonly Gen<FollowUpAction> Action = Gen.OneOf(Enum.GetValues<FollowUpAction>());

    private static readonly Gen<TimeSpan> Time = Gen.Int[1, 10_000].Select(minutes => TimeSpan.FromMinutes(minutes));

    private static readonly Gen<FollowUpRules> Rules =
        from rules in Gen.Select(ScoringGen.Condition, Action, Time, Gen.Bool, (when, action, time, own) => new FollowUpRule("rule", when, action, own ? time : null)).List[0, 6]
        from call in Time
        from today in Time
        from email in Time
        select new FollowUpRules(rules, new Dictionary<FollowUpAction, TimeSpan>
        {
            [FollowUpAction.CallNow] = call,
            [FollowUpAction.CallToday] = today,
            [FollowUpAction.PersonalEmail] = email,
        });

    [Fact]
    public void Decide_AnyRules_NeverDoesWhatThePersonRefuses() => Gen.Select(LeadGen.Lead, Rules).Sample((lead, rules) =>
    {
        var action = Decide(lead, rules).Action;

        if (lead.Consent?.Call == false) Assert.False(action is FollowUpAction.CallNow or FollowUpAction.CallToday);
        if (lead.Consent?.Email == false) Assert.False(action is FollowUpAction.PersonalEmail or FollowUpAction.Nurture);
    });

    [Fact]
    public void Decide_AnyRules_LeavesAloneOnlyOnPurpose() => Gen.Select(LeadGen.Lead, Rules).Sample((lead, rules) =>
    {
        var plan = Decide(lead, rules);
        if (plan.Action != FollowUpAction.Disqualify) return;

        var wanted = rules.Rules.Any(rule => rule.Action == FollowUpAction.Disqualify);
        Assert.True(wanted || lead.Consent is { Call: false, Email: false });
    });

    [Fact]
    public void Decide_AnyRules_HasATimeIfAndOnlyIfAPersonMustAct() => Gen.Select(LeadGen.Lead, Rules).Sample((lead, rules) =>
    {
        var plan = Decide(lead, rules);

        Assert.Equal(plan.Action is FollowUpAction.CallNow or FollowUpAction.CallToday or FollowUpAction.PersonalEmail, plan.RespondWithin is not null);
        Assert.False(string.IsNullOrWhiteSpace(plan.Reason));
    });

    private static FollowUp Decide(Leads.Intake.Lead lead, FollowUpRules rules) => FollowUpPlanner.Decide(
        lead, new LeadScore(50, "B2", 30, 20, [], ScoringGen.Version), rules, ScoringGen.Version, LeadGen.Now);
}

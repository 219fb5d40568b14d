using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Leads.Tests.Intake;
using LeadOrchestrator.Leads.Tests.Rules;
using LeadOrchestrator.Leads.Tests.Scoring;

namespace LeadOrchestrator.Leads.Tests.FollowUps;

public sealed class FollowUpPlannerTests
{
    private static readonly Dictionary<FollowUpAction, TimeSpan> Usual = new()
    {
        [FollowUpAction.CallNow] = TimeSpan.FromMinutes(15),
        [FollowUpAction.CallToday] = TimeSpan.FromHours(8),
        [FollowUpAction.PersonalEmail] = TimeSpan.FromDays(1),
    };

    [Fact]
    public void Decide_SeveralRulesMatch_TheFirstDecides()
    {
        var plan = Decide(70, null,
            Rule("Hot", FollowUpAction.CallNow, atLeast: 80), Rule("Warm", FollowUpAction.CallToday, atLeast: 50), Rule("Any", FollowUpAction.Nurture));

        Assert.Equal((FollowUpAction.CallToday, "Warm", TimeSpan.FromHours(8)), (plan.Action, plan.Rule, plan.RespondWithin));
        Assert.Equal("score is at least 50", plan.Reason);
        Assert.Equal(ScoringGen.Version, plan.Rules);
    }

    [Fact]
    public void Decide_OnlyTheLastRuleMatches_SaysSo()
    {
        var plan = Decide(10, null, Rule("Hot", FollowUpAction.CallNow, atLeast: 80), Rule("Any", FollowUpAction.Nurture));

        Assert.Equal((FollowUpAction.Nurture, "Any", null, "No rule before it matched"), (plan.Action, plan.Rule, plan.RespondWithin, plan.Reason));
    }

    [Fact]
    public void Decide_RuleWithItsOwnTime_GoesByThat() =>
        Assert.Equal(TimeSpan.FromMinutes(5), Decide(90, null, Rule("Hot", FollowUpAction.CallNow) with { RespondWithin = TimeSpan.FromMinutes(5) }).RespondWithin);

    [Theory]
    [InlineData(FollowUpAction.CallNow, null, null, FollowUpAction.CallNow, 15)]
    [InlineData(FollowUpAction.CallNow, true, true, FollowUpAction.CallNow, 15)]
    [InlineData(FollowUpAction.CallNow, true, false, FollowUpAction.PersonalEmail, 15)]
    [InlineData(FollowUpAction.CallNow, null, false, FollowUpAction.PersonalEmail, 15)]
    [InlineData(FollowUpAction.CallNow, false, false, FollowUpAction.Disqualify, null)]
    [InlineData(FollowUpAction.CallToday, null, false, FollowUpAction.PersonalEmail, 480)]
    [InlineData(FollowUpAction.PersonalEmail, false, null, FollowUpAction.CallToday, 480)]
    [InlineData(FollowUpAction.PersonalEmail, false, false, FollowUpAction.Disqualify, null)]
    [InlineData(FollowUpAction.PersonalEmail, true, false, FollowUpAction.PersonalEmail, 1440)]
    [InlineData(FollowUpAction.Nurture, false, true, FollowUpAction.CallToday, 480)]
    [InlineData(FollowUpAction.Nurture, false, false, FollowUpAction.Disqualify, null)]
    [InlineData(FollowUpAction.Nurture, true, false, FollowUpAction.Nurture, null)]
    [InlineData(FollowUpAction.Disqualify, true, true, FollowUpAction.Disqualify, null)]
    public void Decide_Consent_IsNeverOverruled(FollowUpAction wanted, bool? email, bool? call, FollowUpAction expected, int? minutes)
    {
        var plan = Decide(50, new Consent(email, call), Rule("Rule", wanted));

        Assert.Equal((expected, minutes), (plan.Action, (int?)plan.RespondWithin?.TotalMinutes));
        Assert.Equal(expected != wanted, plan.Reason.Contains("refuses", StringComparison.Ordinal));
    }

    [Fact]
    public void Decide_CallRefused_ReasonNamesBothActions() => Assert.Equal(
        "score is at least 1; the person refuses calls, so personalEmail instead of callNow",
        Decide(50, new Consent(null, false), Rule("Hot", FollowUpAction.CallNow, atLeast: 1)).Reason);

    [Fact]
    public void Decide_SampleRules_DemoRequestIsCalledAtOnceAndCompetitorLeftAlone()
    {
        Assert.Equal((FollowUpAction.CallNow, "Asked for a demo"), Sample("""
            "jobTitle": "CTO", "email": "a@example.com", "activities": [{ "type": "demo-requested", "at": "2026-11-22" }]
            """));
        Assert.Equal((FollowUpAction.Disqualify, "Competitor"), Sample("""
            "jobTitle": "CTO", "attributes": { "competitor": true }, "activities": [{ "type": "demo-requested", "at": "2026-11-22" }]
            """));
        Assert.Equal((FollowUpAction.Nurture, "Cold"), Sample("\"city\": \"Rome\""));
        Assert.Equal((FollowUpAction.Disqualify, "Cold, and wants no emails"), Sample("\"consent\": { \"email\": false }"));

        static (FollowUpAction Action, string Rule) Sample(string fields)
        {
            var (lead, rules) = (LeadText.With(fields), RuleText.Sample);
            var score = Scorer.Score(lead, rules.Scoring, rules.Version, LeadGen.Now);
            var plan = FollowUpPlanner.Decide(lead, score, rules.FollowUp, rules.Version, LeadGen.Now);
            return (plan.Action, plan.Rule);
        }
    }

    private static FollowUpRule Rule(string name, FollowUpAction action, int? atLeast = null) =>
        new(name, atLeast is null ? null : RuleText.Condition($$"""{ "field": "score", "atLeast": {{atLeast}} }""", RuleStage.FollowUp), action, null);

    private static FollowUp Decide(int score, Consent? consent, params FollowUpRule[] rules) => FollowUpPlanner.Decide(
        LeadText.With("\"city\": \"x\"") with { Consent = consent },
        new LeadScore(score, "B2", score, 0, [], ScoringGen.Version), new FollowUpRules(rules, Usual), ScoringGen.Version, LeadGen.Now);
}

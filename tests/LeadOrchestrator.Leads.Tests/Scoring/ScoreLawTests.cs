using CsCheck;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Leads.Tests.Intake;
using LeadOrchestrator.Leads.Tests.Rules;

namespace LeadOrchestrator.Leads.Tests.Scoring;

/// <summary>What holds for every lead under all rules.</summary>
public sealed class ScoreLawTests
{
    [Fact]
    public void Score_Contributions_AddUpExactly() => Gen.Select(LeadGen.Lead, ScoringGen.Scoring).Sample((lead, rules) =>
    {
        var score = Score(lead, rules);

        Assert.Equal(score.Value, score.Contributions.Sum(line => line.Points));
        Assert.Equal(score.Fit, score.Contributions.Where(line => line.Dimension == "fit").Sum(line => line.Points));
        Assert.Equal(score.Engagement, score.Contributions.Where(line => line.Dimension == "engagement").Sum(line => line.Points));
        Assert.All(score.Contributions, line => Assert.False(line.Points == 0 || string.IsNullOrWhiteSpace(line.Reason)));
    });

    [Fact]
    public void Score_Parts_KeepToTheirBounds() => Gen.Select(LeadGen.Lead, ScoringGen.Scoring).Sample((lead, rules) =>
    {
        var score = Score(lead, rules);

        Assert.InRange(score.Value, 0, 100);
        Assert.InRange(score.Fit, rules.Fit.Min, rules.Fit.Max);
        Assert.InRange(score.Engagement, rules.Engagement.Min, rules.Engagement.Max);
        Assert.Equal(Math.Clamp(score.Fit + score.Engagement, 0, 100), score.Value);
        Assert.Matches("^[ABCD][1234]$", score.Grade);
    });

    [Fact]
    public void Score_TimePassesWithoutNegativePoints_NeverRises() => Gen.Select(LeadGen.Lead, ScoringGen.Scoring, Gen.Int[0, 5_000]).Sample((lead, rules, hours) =>
    {
        var givers = rules with
        {
            Engagement = rules.Engagement with { Activities = [.. rules.Engagement.Activities.Where(points => points.Points >= 0)], Rules = [] },
        };
        var dated = lead with { Activities = [.. lead.Activities.Where(activity => activity.At is not null)] };

        var later = Scorer.Score(dated, givers, ScoringGen.Version, LeadGen.Now.AddHours(hours));

        Assert.True(later.Engagement <= Scorer.Score(dated, givers, ScoringGen.Version, LeadGen.Now).Engagement);
        Assert.True(later.Engagement >= 0);
    });

    [Fact]
    public void Score_OneMoreGoodActivity_NeverLowersIt() => Gen.Select(LeadGen.Lead, ScoringGen.Scoring, LeadGen.Activity).Sample((lead, rules, activity) =>
    {
        var givers = rules with { Engagement = rules.Engagement with { Activities = [.. rules.Engagement.Activities.Where(points => points.Points >= 0)], Rules = [] } };

        Assert.True(Score(lead with { Activities = [.. lead.Activities, activity] }, givers).Engagement >= Score(lead, givers).Engagement);
    });

    [Fact]
    public void Score_ActivitiesInAnotherOrder_IsTheSame() => Gen.Select(LeadGen.Lead, ScoringGen.Scoring).Sample((lead, rules) =>
        Assert.Equal(Score(lead, rules).Value, Score(lead with { Activities = [.. lead.Activities.Reverse()] }, rules).Value));

    [Fact]
    public void Score_SampleRules_AddUpForEveryLead() => LeadGen.Lead.Sample(lead =>
    {
        var score = Score(lead, RuleText.Sample.Scoring);
        Assert.Equal(score.Value, score.Contributions.Sum(line => line.Points));
    });

    [Fact]
    public void Decay_Age_HalvesWithEveryHalfLife() => Gen.Select(Gen.Double[0, 1000], Gen.Double[0.01, 400]).Sample((age, halfLife) =>
    {
        var now = ActivityScore.Decay(age, halfLife);
        Assert.InRange(now, 0, 1);
        Assert.Equal(now / 2, ActivityScore.Decay(age + halfLife, halfLife), 9);
    });

    private static LeadScore Score(Lead lead, ScoringRules rules) => Scorer.Score(lead, rules, ScoringGen.Version, LeadGen.Now);
}

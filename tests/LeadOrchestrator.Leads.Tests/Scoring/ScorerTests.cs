using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Leads.Tests.Intake;
using LeadOrchestrator.Leads.Tests.Rules;

namespace LeadOrchestrator.Leads.Tests.Scoring;

public sealed class ScorerTests
{
    private static readonly GradeThresholds Grades = new(40, 25, 10, 30, 15, 5);

    [Fact]
    public void Score_FitRules_AllThatMatchCount()
    {
        var score = Fit("\"country\": \"Germany\", \"employees\": 5", 50, 0,
            Rule("Germany", 20, """{ "field": "country", "equals": "DE" }"""),
            Rule("Large", 20, """{ "field": "employees", "atLeast": 100 }"""),
            new PointsRule("Everybody", null, 7));

        Assert.Equal((27, 27, 0, "B4"), (score.Value, score.Fit, score.Engagement, score.Grade));
        Assert.Equal(
            [new("Germany", "fit", 20, "country is DE"), new("Everybody", "fit", 7, "every lead")],
            score.Contributions);
    }

    [Fact]
    public void Score_FitAboveMax_TheCapIsAContribution()
    {
        var score = Fit("\"city\": \"x\"", 50, 0, new PointsRule("a", null, 40), new PointsRule("b", null, 25));

        Assert.Equal(50, score.Fit);
        Assert.Equal(new("cap", "fit", -15, "fit comes to 50 at most"), score.Contributions[^1]);
    }

    [Fact]
    public void Score_FitBelowMin_TheFloorIsAContribution()
    {
        var score = Fit("\"city\": \"x\"", 50, 0, new PointsRule("a", null, 10), new PointsRule("b", null, -25));

        Assert.Equal((0, 0), (score.Value, score.Fit));
        Assert.Equal(new("floor", "fit", 15, "fit comes to 0 at least"), score.Contributions[^1]);
    }

    [Fact]
    public void Score_NegativeFit_TakesFromEngagement()
    {
        var score = Score("\"activities\": [{ \"type\": \"demo\" }]", new ScoringRules(
            new FitRules(-20, 50, [new PointsRule("Student", null, -12)]),
            new EngagementRules(0, 50, null, [new ActivityPoints("demo", 30, ActivityMeasure.Count, 1, null, null)], []), Grades));

        Assert.Equal((18, -12, 30), (score.Value, score.Fit, score.Engagement));
    }

    [Fact]
    public void Score_SumBelowZero_IsLiftedAsTotal()
    {
        var score = Fit("\"city\": \"x\"", 50, -30, new PointsRule("Competitor", null, -40));

        Assert.Equal((0, -30), (score.Value, score.Fit));
        Assert.Equal(new("floor", "total", 30, "total comes to 0 at least"), score.Contributions[^1]);
    }

    [Theory]
    [InlineData("2026-11-23T12:00:00Z", 20)]
    [InlineData("2026-11-09T12:00:00Z", 10)]
    [InlineData("2026-10-26T12:00:00Z", 5)]
    [InlineData("2020-01-01", 0)]
    [InlineData("2027-01-01", 20)]
    [InlineData(null, 20)]
    public void Score_Activity_HalvesWithEveryHalfLife(string? at, int points)
    {
        var when = at is null ? "" : $", \"at\": \"{at}\"";

        Assert.Equal(points, Engagement($"{{ \"type\": \"Demo\"{when} }}", new ActivityPoints("demo", 20, ActivityMeasure.Count, 1, null, null)).Engagement);
    }

    [Fact]
    public void Score_ActivityWithItsOwnHalfLife_GoesByThat() => Assert.Equal(5, Engagement(
        """{ "type": "demo", "at": "2026-11-09T12:00:00Z" }""", new ActivityPoints("demo", 20, ActivityMeasure.Count, 1, null, 7)).Engagement);

    [Fact]
    public void Score_CountAndSeconds_AreMultiplied()
    {
        Assert.Equal(12, Engagement("""{ "type": "mail", "count": 4 }""", new ActivityPoints("mail", 3, ActivityMeasure.Count, 1, null, null)).Engagement);
        Assert.Equal(6, Engagement("""{ "type": "visit", "seconds": 180, "count": 9 }""", new ActivityPoints("visit", 2, ActivityMeasure.Seconds, 60, null, null)).Engagement);
        Assert.Equal(0, Engagement("""{ "type": "visit" }""", new ActivityPoints("visit", 2, ActivityMeasure.Seconds, 60, null, null)).Engagement);
        Assert.Equal(0, Engagement("""{ "type": "mail", "count": 0 }""", new ActivityPoints("mail", 3, ActivityMeasure.Count, 1, null, null)).Engagement);
    }

    [Fact]
    public void Score_TypeAboveItsCap_TheCapIsAContribution()
    {
        var score = Engagement("""{ "type": "mail", "count": 9 }""", new ActivityPoints("mail", 3, ActivityMeasure.Count, 1, 10, null));

        Assert.Equal([new("mail", "engagement", 27, "9 × mail"), new("cap", "engagement", -17, "mail counts 10 at most")], score.Contributions);
        Assert.Equal(10, score.Engagement);
    }

    [Fact]
    public void Score_NegativeType_IsCappedToo()
    {
        var score = Score(
            "\"activities\": [{ \"type\": \"bounce\", \"count\": 9 }, { \"type\": \"demo\" }]",
            new ScoringRules(new FitRules(0, 50, []), new EngagementRules(0, 50, null,
                [new ActivityPoints("bounce", -6, ActivityMeasure.Count, 1, 12, null), new ActivityPoints("demo", 30, ActivityMeasure.Count, 1, null, null)], []), Grades));

        Assert.Equal(18, score.Engagement);
    }

    [Fact]
    public void Score_FractionsOfPoints_TheRoundingIsAContribution()
    {
        var score = Engagement(
            """{ "type": "a" }, { "type": "b" }, { "type": "c" }""",
            new ActivityPoints("a", 0.4, ActivityMeasure.Count, 1, null, null),
            new ActivityPoints("b", 0.4, ActivityMeasure.Count, 1, null, null),
            new ActivityPoints("c", 3.4, ActivityMeasure.Count, 1, null, null));

        Assert.Equal(4, score.Engagement);
        Assert.Equal([("c", 3), ("rounding", 1)], score.Contributions.Select(line => (line.Rule, line.Points)));
    }

    [Fact]
    public void Score_Reason_SaysHowMuchAndHowLongAgo()
    {
        var score = Engagement("""{ "type": "mail", "count": 3, "at": "2026-11-16T12:00:00Z" }""", new ActivityPoints("mail", 4, ActivityMeasure.Count, 1, null, null));

        Assert.Equal("3 × mail, the latest 7 days ago, with a half-life of 14 days", Assert.Single(score.Contributions).Reason);
    }

    [Theory]
    [InlineData(40, 30, "A1")]
    [InlineData(39, 29, "B2")]
    [InlineData(10, 5, "C3")]
    [InlineData(9, 4, "D4")]
    public void Score_Grade_GoesByThePointsOfEachPart(int fit, int engagement, string grade) => Assert.Equal(grade, Score("\"city\": \"x\"", new ScoringRules(
        new FitRules(0, 50, [new PointsRule("f", null, fit)]), new EngagementRules(0, 50, null, [], [new PointsRule("e", null, engagement)]), Grades)).Grade);

    [Fact]
    public void Score_HugeCounts_DoNotOverflow()
    {
        var activities = string.Join(",", Enumerable.Repeat("""{ "type": "mail", "count": 1000000 }""", 200));

        var score = Engagement(activities, new ActivityPoints("mail", 1000, ActivityMeasure.Count, 0.001, null, null));

        Assert.Equal(50, score.Engagement);
        Assert.Equal(50, score.Contributions.Sum(line => line.Points));
    }

    [Fact]
    public void Score_SampleRules_ADecisionMakerWhoAskedForADemoComesBeforeAStudent()
    {
        var rules = RuleText.Sample;
        var buyer = Scorer.Score(LeadText.With("""
            "email": "i@example.com", "jobTitle": "Leiterin Einkauf", "employees": 12000, "industry": "Manufacturing", "country": "Germany",
            "message": "Bitte um ein Angebot", "activities": [{ "type": "demo-requested", "at": "2026-11-22" }]
            """), rules.Scoring, rules.Version, LeadGen.Now);
        var student = Scorer.Score(LeadText.With("""
            "email": "s@example.com", "jobTitle": "Student", "country": "Germany", "activities": [{ "type": "page-viewed", "at": "2026-11-22", "count": 4 }]
            """), rules.Scoring, rules.Version, LeadGen.Now);

        Assert.Equal("A1", buyer.Grade);
        Assert.Equal('D', student.Grade[0]);
        Assert.True(buyer.Value > student.Value + 50);
        Assert.Equal(rules.Version, buyer.Rules);
    }

    private static PointsRule Rule(string name, int points, string when) => new(name, RuleText.Condition(when), points);

    private static LeadScore Fit(string fields, int max, int min, params PointsRule[] rules) =>
        Score(fields, new ScoringRules(new FitRules(min, max, rules), new EngagementRules(0, 50, null, [], []), Grades));

    private static LeadScore Engagement(string activities, params ActivityPoints[] points) =>
        Score($"\"activities\": [{activities}]", new ScoringRules(new FitRules(0, 50, []), new EngagementRules(0, 50, 14, points, []), Grades));

    private static LeadScore Score(string fields, ScoringRules rules) => Scorer.Score(LeadText.With(fields), rules, ScoringGen.Version, LeadGen.Now);
}

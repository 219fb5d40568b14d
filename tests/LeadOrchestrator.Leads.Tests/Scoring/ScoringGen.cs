using CsCheck;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Leads.Tests.Intake;
using LeadOrchestrator.Leads.Tests.Rules;

namespace LeadOrchestrator.Leads.Tests.Scoring;

/// <summary>Scoring rules of all sorts, whose conditions meet the leads of <see cref="LeadGen"/>.</summary>
internal static class ScoringGen
{
    public static readonly RulesVersion Version = new("test", "0123456789abcdef");

    private static readonly Condition?[] Conditions =
    [
        null, .. new[]
        {
            """{ "field": "country", "equals": "DE" }""", """{ "field": "employees", "atLeast": 100 }""", """{ "field": "company", "exists": true }""",
            """{ "field": "consent.call", "equals": false }""", """{ "field": "activity.page-viewed.count", "greaterThan": 2 }""",
        }.Select(json => RuleText.Condition(json, RuleStage.Scoring)),
    ];

    public static readonly Gen<Condition?> Condition = Gen.OneOf(Conditions);

    private static readonly Gen<IReadOnlyList<PointsRule>> Rules = Gen.Select(Condition, Gen.Int[-60, 60], (when, points) => new PointsRule("rule", when, points))
        .List[0, 6].Select(IReadOnlyList<PointsRule> (list) => list);

    private static readonly Gen<double?> HalfLife = Gen.OneOf<double?>([null, 0.5, 7, 30]);

    private static readonly Gen<IReadOnlyList<ActivityPoints>> Activities =
        (from type in Gen.OneOf(LeadGen.ActivityTypes)
         from points in Gen.Int[-80, 80]
         from measure in Gen.OneOf(ActivityMeasure.Count, ActivityMeasure.Seconds)
         from every in Gen.OneOf(1.0, 3.0, 60.0)
         from cap in Gen.OneOf<int?>([null, 1, 10, 40])
         from halfLife in HalfLife
         select new ActivityPoints(type, points / 4.0, measure, every, cap, halfLife)).List[0, 5].Select(IReadOnlyList<ActivityPoints> (list) => list);

    public static readonly Gen<ScoringRules> Scoring =
        from fitMin in Gen.Int[-50, 0]
        from fitMax in Gen.Int[1, 100]
        from fitRules in Rules
        from min in Gen.Int[-50, 0]
        from max in Gen.Int[1, 100]
        from halfLife in HalfLife
        from activities in Activities
        from rules in Rules
        select new ScoringRules(new FitRules(fitMin, fitMax, fitRules), new EngagementRules(min, max, halfLife, activities, rules), new GradeThresholds(40, 25, 10, 30, 15, 5));
}

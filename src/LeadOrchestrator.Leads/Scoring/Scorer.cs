using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Leads.Scoring;

/// <summary>Scores leads.</summary>
public static class Scorer
{
    private const int Lowest = 0;
    private const int Highest = 100;

    /// <summary>Scores a lead; the points of all contributions add up to the score exactly.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="rules">How to score.</param>
    /// <param name="version">Which rules these are.</param>
    /// <param name="now">The time that the age of activities is counted to.</param>
    public static LeadScore Score(Lead lead, ScoringRules rules, RulesVersion version, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(lead);
        ArgumentNullException.ThrowIfNull(rules);
        var subject = new RuleSubject(lead, now);

        var fitTally = new Tally("fit");
        AddRules(fitTally, rules.Fit.Rules, subject);
        var fit = fitTally.Close(rules.Fit.Min, rules.Fit.Max);

        var engagementTally = new Tally("engagement");
        foreach (var points in rules.Engagement.Activities) ActivityScore.Add(engagementTally, points, rules.Engagement.HalfLifeDays, lead, now);
        AddRules(engagementTally, rules.Engagement.Rules, subject);
        var engagement = engagementTally.Close(rules.Engagement.Min, rules.Engagement.Max);

        var total = new Tally("total");
        total.Add("sum", fit + engagement, "fit and engagement");
        var value = total.Close(Lowest, Highest);

        return new LeadScore(
            value, GradeOf(fit, engagement, rules.Grades), fit, engagement,
            [.. fitTally.Contributions, .. engagementTally.Contributions, .. total.Contributions.Where(line => line.Rule != "sum")],
            version);
    }

    private static void AddRules(Tally tally, IReadOnlyList<PointsRule> rules, RuleSubject subject)
    {
        foreach (var rule in rules)
            if (rule.When is null) tally.Add(rule.Name, rule.Points, "every lead");
            else if (rule.When.Matches(subject)) tally.Add(rule.Name, rule.Points, rule.When.Describe());
    }

    private static string GradeOf(int fit, int engagement, GradeThresholds grades)
    {
        var letter = fit >= grades.A ? "A" : fit >= grades.B ? "B" : fit >= grades.C ? "C" : "D";
        var digit = engagement >= grades.One ? "1" : engagement >= grades.Two ? "2" : engagement >= grades.Three ? "3" : "4";
        return letter + digit;
    }
}

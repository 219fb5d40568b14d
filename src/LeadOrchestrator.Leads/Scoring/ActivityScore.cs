using System.Globalization;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Scoring;

/// <summary>Points for the activities of one type: each loses half of its points with every half-life that has passed since.</summary>
internal static class ActivityScore
{
    public static void Add(Tally tally, ActivityPoints rule, double? sectionHalfLife, Lead lead, DateTimeOffset now)
    {
        var halfLife = rule.HalfLifeDays ?? sectionHalfLife;
        double points = 0;
        double amount = 0;
        double? latest = null;
        foreach (var activity in lead.Activities)
        {
            if (!string.Equals(activity.Type, rule.Type, StringComparison.OrdinalIgnoreCase)) continue;
            var measured = rule.Per == ActivityMeasure.Seconds ? activity.Seconds ?? 0 : activity.Count ?? 1;
            if (measured <= 0) continue;
            var age = AgeInDays(activity, now);
            points += rule.Points * (measured / rule.Every) * Decay(age, halfLife);
            amount += measured;
            latest = latest is { } other ? Math.Min(other, age) : age;
        }
        if (latest is { } days) tally.Add(rule.Type, points, rule.Cap, Describe(rule, amount, days, halfLife));
    }

    /// <summary>What is left of a point after some days.</summary>
    public static double Decay(double ageInDays, double? halfLifeDays) => halfLifeDays is { } halfLife ? Math.Pow(0.5, ageInDays / halfLife) : 1;

    /// <summary>An activity of unknown time, or of the future (clocks differ), counts as done now.</summary>
    private static double AgeInDays(LeadActivity activity, DateTimeOffset now) => activity.At is { } at ? Math.Max(0, (now - at).TotalDays) : 0;

    private static string Describe(ActivityPoints rule, double amount, double days, double? halfLife)
    {
        var much = rule.Per == ActivityMeasure.Seconds
            ? string.Create(CultureInfo.InvariantCulture, $"{amount:0.#} seconds of {rule.Type}")
            : string.Create(CultureInfo.InvariantCulture, $"{amount:0} × {rule.Type}");
        return halfLife is { } half && days >= 0.05
            ? string.Create(CultureInfo.InvariantCulture, $"{much}, the latest {days:0.#} days ago, with a half-life of {half:0.##} days")
            : much;
    }
}

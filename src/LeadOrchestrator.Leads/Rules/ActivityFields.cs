using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>What conditions can ask about activities of a type, or with <c>*</c> of any: how often, how long, how many days ago.</summary>
internal static class ActivityFields
{
    private const string Prefix = "activity.";

    public static RuleField? Find(string name)
    {
        var end = name.LastIndexOf('.');
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || end <= Prefix.Length) return null;
        var type = name[Prefix.Length..end];
        return name[(end + 1)..] switch
        {
            "count" => new(name, RuleFieldKind.Number, RuleStage.Scoring, subject => FieldValue.Of((decimal?)Of(subject, type).Sum(activity => (long)(activity.Count ?? 1)))) { ZeroIsNone = true },
            "seconds" => new(name, RuleFieldKind.Number, RuleStage.Scoring, subject => FieldValue.Of((decimal?)Of(subject, type).Sum(activity => activity.Seconds ?? 0))) { ZeroIsNone = true },
            "daysAgo" => new(name, RuleFieldKind.Number, RuleStage.Scoring, subject => DaysAgo(subject, type)),
            _ => null,
        };
    }

    private static IEnumerable<LeadActivity> Of(RuleSubject subject, string type) => subject.Lead.Activities
        .Where(activity => activity.Count != 0 && (type == "*" || string.Equals(activity.Type, type, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Days since the latest, with fractions; an activity of unknown time, or of the future, counts as now.</summary>
    private static FieldValue? DaysAgo(RuleSubject subject, string type)
    {
        decimal? least = null;
        foreach (var activity in Of(subject, type))
        {
            var days = activity.At is { } at ? Math.Max(0, (decimal)(subject.Now - at).TotalDays) : 0;
            least = least is { } other ? Math.Min(other, days) : days;
        }
        return FieldValue.Of(least);
    }
}

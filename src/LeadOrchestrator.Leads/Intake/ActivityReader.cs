using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>Reads what a person did.</summary>
internal static class ActivityReader
{
    private static readonly FieldNames Names = new("type", "at", "count", "seconds");

    public static IReadOnlyList<LeadActivity> Read(JsonFields lead)
    {
        List<LeadActivity> activities = [];
        foreach (var (element, path) in lead.Array("activities", LeadLimits.Activities))
        {
            if (JsonFields.Of(element, path, Names, lead.Errors) is not { } fields) continue;
            var count = lead.Errors.Count;
            var type = TextRules.Clean(fields.Text("type"), LeadLimits.ActivityType, manyLines: false, fields.PathOf("type"), lead.Errors);
            if (type is null && lead.Errors.Count == count) fields.Error("type", "Is missing; say what was done, for example \"email-opened\".");
            activities.Add(new LeadActivity(
                type ?? "", ReadTime(fields), fields.WholeNumber("count", 0, LeadLimits.ActivityCount),
                (double?)fields.Number("seconds", 0, LeadLimits.ActivitySeconds)));
        }
        return activities;
    }

    private static DateTimeOffset? ReadTime(JsonFields fields)
    {
        if (fields.Text("at") is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        if (Timestamp.Parse(text.Trim()) is { } time) return time;
        fields.Error("at", Timestamp.Expected);
        return null;
    }
}

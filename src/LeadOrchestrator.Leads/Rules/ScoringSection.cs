using LeadOrchestrator.Leads.Reading;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads the <c>scoring</c> section.</summary>
internal static class ScoringSection
{
    private const int MostRules = 500;
    private const int MostPoints = 1_000;
    private const int Whole = 100;

    private static readonly FieldNames Names = new("description", "fit", "engagement", "grades");
    private static readonly FieldNames FitNames = new("min", "max", "rules");
    private static readonly FieldNames EngagementNames = new("min", "max", "halfLifeDays", "activities", "rules");
    private static readonly FieldNames RuleNames = new("name", "description", "when", "points");
    private static readonly FieldNames ActivityNames = new("type", "description", "points", "per", "every", "cap", "halfLifeDays");

    public static ScoringRules? Read(JsonFields document)
    {
        if (document.Require("scoring", "an object with \"fit\", \"engagement\" and \"grades\"") is not { } value
            || JsonFields.Of(value, document.PathOf("scoring"), Names, document.Errors) is not { } section) return null;

        section.Text("description");
        var fit = Part(section, "fit", FitNames) is { } fields ? ReadFit(fields) : null;
        var engagement = Part(section, "engagement", EngagementNames) is { } other ? ReadEngagement(other) : null;
        if (fit is not null && engagement is not null && fit.Max + engagement.Max > Whole)
            section.Errors.Add(section.Path, $"\"fit.max\" and \"engagement.max\" come to {fit.Max + engagement.Max}; together they may be {Whole} at most, since the score is their sum.");
        var grades = GradesSection.Read(section, fit?.Max ?? Whole, engagement?.Max ?? Whole);
        return fit is null || engagement is null || grades is null ? null : new ScoringRules(fit, engagement, grades);
    }

    private static JsonFields? Part(JsonFields section, string name, FieldNames names) =>
        section.Require(name, "an object") is { } value ? JsonFields.Of(value, section.PathOf(name), names, section.Errors) : null;

    private static FitRules ReadFit(JsonFields fields) => new(ReadMin(fields), ReadMax(fields), ReadRules(fields));

    private static EngagementRules ReadEngagement(JsonFields fields)
    {
        var halfLife = HalfLife(fields);
        List<(ActivityPoints? Points, string Path)> activities =
            [.. fields.Array("activities", MostRules).Select(item => (JsonFields.Of(item.Value, item.Path, ActivityNames, fields.Errors) is { } activity ? ReadActivity(activity) : null, item.Path))];
        DocumentText.ReportDuplicates(activities.Select(item => (item.Points?.Type, $"{item.Path}.type")), fields.Errors);
        return new(ReadMin(fields), ReadMax(fields), halfLife, [.. activities.Select(item => item.Points).OfType<ActivityPoints>()], ReadRules(fields));
    }

    private static int ReadMin(JsonFields fields) => fields.WholeNumber("min", -Whole, 0) ?? 0;

    private static int ReadMax(JsonFields fields) =>
        fields.Require("max", $"a whole number from 1 to {Whole}") is null ? 0 : fields.WholeNumber("max", 1, Whole) ?? 0;

    private static double? HalfLife(JsonFields fields) => (double?)fields.Number("halfLifeDays", 0.01m, 3650);

    private static IReadOnlyList<PointsRule> ReadRules(JsonFields section)
    {
        List<(PointsRule Rule, string Path)> rules = [];
        foreach (var (element, path) in section.Array("rules", MostRules))
        {
            if (JsonFields.Of(element, path, RuleNames, section.Errors) is not { } fields) continue;
            fields.Text("description");
            var name = DocumentText.Name(fields, "name");
            var when = new ConditionReader(RuleStage.Scoring).Read(fields, "when");
            var points = fields.Require("points", "a whole number, negative to take points away") is null ? 0 : fields.WholeNumber("points", -MostPoints, MostPoints) ?? 0;
            rules.Add((new PointsRule(name ?? "", when, points), $"{path}.name"));
        }
        DocumentText.ReportDuplicates(rules.Where(rule => rule.Rule.Name.Length > 0).Select(rule => ((string?)rule.Rule.Name, rule.Path)), section.Errors);
        return [.. rules.Select(rule => rule.Rule)];
    }

    private static ActivityPoints ReadActivity(JsonFields fields)
    {
        fields.Text("description");
        var type = DocumentText.Name(fields, "type", "the type of the activity");
        var points = fields.Require("points", "a number, negative to take points away") is null ? null : fields.Number("points", -MostPoints, MostPoints);
        var per = fields.Text("per");
        if (per is not null and not "count" and not "seconds") fields.Error("per", FieldNames.Unknown("value", per, ["count", "seconds"]));
        return new ActivityPoints(
            type ?? "", (double)(points ?? 0), per == "seconds" ? ActivityMeasure.Seconds : ActivityMeasure.Count,
            (double)(fields.Number("every", 0.001m, 1_000_000) ?? 1), fields.WholeNumber("cap", 1, MostPoints), HalfLife(fields));
    }
}

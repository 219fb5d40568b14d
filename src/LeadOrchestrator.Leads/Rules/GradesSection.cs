using LeadOrchestrator.Leads.Reading;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads from how many points on which grade is given.</summary>
internal static class GradesSection
{
    private static readonly FieldNames Names = new("fit", "engagement");
    private static readonly string[] FitGrades = ["A", "B", "C"];
    private static readonly string[] EngagementGrades = ["1", "2", "3"];

    public static GradeThresholds? Read(JsonFields scoring, int mostFit, int mostEngagement)
    {
        if (scoring.Require("grades", "an object with \"fit\" and \"engagement\"") is not { } value
            || JsonFields.Of(value, scoring.PathOf("grades"), Names, scoring.Errors) is not { } grades) return null;
        var fit = Read(grades, "fit", FitGrades, mostFit);
        var engagement = Read(grades, "engagement", EngagementGrades, mostEngagement);
        return fit is null || engagement is null ? null : new GradeThresholds(fit[0], fit[1], fit[2], engagement[0], engagement[1], engagement[2]);
    }

    private static int[]? Read(JsonFields grades, string name, string[] letters, int most)
    {
        var expectation = $"an object with {string.Join(", ", letters.Select(letter => $"\"{letter}\""))}: the points from which each is given";
        if (grades.Require(name, expectation) is not { } value
            || JsonFields.Of(value, grades.PathOf(name), new FieldNames(letters), grades.Errors) is not { } fields) return null;

        List<int?> points = [.. letters.Select(letter => fields.Require(letter, "a whole number of points") is null ? null : fields.WholeNumber(letter, -100, 100))];
        if (points.Any(point => point is null)) return null;
        for (var i = 0; i < letters.Length; i++)
        {
            if (points[i] > most) fields.Error(letters[i], $"Is {points[i]}, which is never reached: \"{name}.max\" is {most}.");
            if (i > 0 && points[i] >= points[i - 1]) fields.Error(letters[i], $"Is {points[i]}; expected less than the {points[i - 1]} of \"{letters[i - 1]}\".");
        }
        return [.. points.Select(point => point!.Value)];
    }
}

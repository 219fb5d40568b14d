using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Reading;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads the reps.</summary>
internal static class RepsSection
{
    private const int MostReps = 5_000;
    private const int MostNames = 300;
    private const int MostLeads = 100_000;

    private static readonly FieldNames Names = new(
        "id", "name", "description", "email", "active", "timeZone", "workingHours", "calendar", "outOfOffice",
        "dailyCap", "openCap", "skills", "languages", "territories");

    public static IReadOnlyList<Rep> Read(JsonFields section, IEnumerable<string> calendars)
    {
        List<string> known = [.. calendars];
        List<(Rep Rep, string Path)> reps = [];
        if (section.Require("reps", "an array of reps") is null) return [];
        foreach (var (element, path) in section.Array("reps", MostReps))
            if (JsonFields.Of(element, path, Names, section.Errors) is { } fields) reps.Add((ReadRep(fields, known), path));

        DocumentText.ReportDuplicates(reps.Where(rep => rep.Rep.Id.Length > 0).Select(rep => ((string?)rep.Rep.Id, $"{rep.Path}.id")), section.Errors);
        return [.. reps.Select(rep => rep.Rep)];
    }

    private static Rep ReadRep(JsonFields fields, IReadOnlyList<string> calendars)
    {
        fields.Text("description");
        var id = DocumentText.Name(fields, "id", "an id") ?? "";
        return new Rep(
            id,
            DocumentText.Optional(fields, "name") ?? id,
            ReadEmail(fields),
            fields.Flag("active") ?? true,
            ReadTimeZone(fields),
            HoursSection.ReadHours(fields),
            ReadCalendar(fields, calendars),
            HoursSection.ReadAbsences(fields),
            fields.WholeNumber("dailyCap", 0, MostLeads),
            fields.WholeNumber("openCap", 0, MostLeads),
            DocumentText.List(fields, "skills", MostNames),
            DocumentText.List(fields, "languages", MostNames, language => Languages.CodeOf(language) is null
                ? $"Unknown language \"{JsonPath.Shorten(language)}\"; expected a BCP 47 tag such as \"de\" or \"pt-BR\"." : null),
            DocumentText.List(fields, "territories", MostNames));
    }

    private static string? ReadEmail(JsonFields fields)
    {
        if (fields.Text("email") is not { } email) return null;
        if (EmailAddress.Check(email) is { } problem) fields.Error("email", problem);
        return email;
    }

    private static string ReadTimeZone(JsonFields fields)
    {
        const string expectation = "an IANA time zone such as \"Europe/Berlin\"";
        if (fields.Require("timeZone", expectation) is null || fields.Text("timeZone") is not { } zone) return "";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) fields.Error("timeZone", $"Unknown time zone \"{JsonPath.Shorten(zone)}\"; expected {expectation}.");
        return zone;
    }

    private static string? ReadCalendar(JsonFields fields, IReadOnlyList<string> calendars)
    {
        if (DocumentText.Optional(fields, "calendar") is not { } calendar) return null;
        if (!calendars.Contains(calendar, StringComparer.Ordinal)) fields.Error("calendar", FieldNames.Unknown("calendar", calendar, calendars));
        return calendar;
    }
}

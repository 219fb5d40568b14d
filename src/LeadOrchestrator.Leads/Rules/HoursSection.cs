using System.Globalization;
using LeadOrchestrator.Leads.Reading;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads when a rep works, and when not.</summary>
internal static class HoursSection
{
    private const int MostShifts = 50;
    private const int MostAbsences = 200;

    private static readonly FieldNames HoursNames = new("days", "from", "to");
    private static readonly FieldNames AbsenceNames = new("from", "to");
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static IReadOnlyList<WorkingHours> ReadHours(JsonFields rep)
    {
        List<WorkingHours> hours = [];
        foreach (var (element, path) in rep.Array("workingHours", MostShifts))
        {
            if (JsonFields.Of(element, path, HoursNames, rep.Errors) is not { } fields) continue;
            fields.Require("days", "an array of days such as \"mon\"");
            var names = DocumentText.List(fields, "days", Days.Length, day => Days.Contains(day) ? null : FieldNames.Unknown("day", day, Days));
            if (fields.Find("days") is { ValueKind: System.Text.Json.JsonValueKind.Array } array && array.GetArrayLength() == 0) fields.Error("days", "Is empty; expected days such as \"mon\".");
            var (from, to) = (ReadTime(fields, "from"), ReadTime(fields, "to"));
            if (from is not null && from == to && from != TimeOnly.MinValue)
                fields.Error("to", "Is the same as \"from\"; for the whole day write \"00:00\" and \"24:00\".");
            hours.Add(new WorkingHours([.. names.Select(name => (DayOfWeek)Array.IndexOf(Days, name))], from ?? default, to ?? default));
        }
        return hours;
    }

    public static IReadOnlyList<Absence> ReadAbsences(JsonFields rep)
    {
        List<Absence> absences = [];
        foreach (var (element, path) in rep.Array("outOfOffice", MostAbsences))
        {
            if (JsonFields.Of(element, path, AbsenceNames, rep.Errors) is not { } fields) continue;
            var (from, to) = (ReadDay(fields, "from"), ReadDay(fields, "to"));
            if (from > to) fields.Error("to", "Is before \"from\".");
            absences.Add(new Absence(from ?? default, to ?? default));
        }
        return absences;
    }

    private static TimeOnly? ReadTime(JsonFields fields, string name)
    {
        const string expectation = "a time such as \"09:00\"";
        if (fields.Require(name, expectation) is null || fields.Text(name) is not { } text) return null;
        if (name == "to" && text == "24:00") return TimeOnly.MinValue;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        fields.Error(name, $"Expected {expectation}, found \"{JsonPath.Shorten(text)}\".");
        return null;
    }

    private static DateOnly? ReadDay(JsonFields fields, string name)
    {
        const string expectation = "a day such as \"2026-12-24\"";
        if (fields.Require(name, expectation) is null || fields.Text(name) is not { } text) return null;
        if (CalendarsSection.ParseDay(text) is { } day) return day;
        fields.Error(name, $"Expected {expectation}, found \"{JsonPath.Shorten(text)}\".");
        return null;
    }
}

using System.Text;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Tests.Intake;

/// <summary>Leads for tests, read from JSON as in earnest.</summary>
internal static class LeadText
{
    public static LeadReading Read(string json) => LeadReader.Read(Encoding.UTF8.GetBytes(json));

    public static Lead Lead(string json)
    {
        var reading = Read(json);
        Assert.Empty(reading.Errors);
        return Assert.IsType<Lead>(reading.Lead);
    }

    /// <summary>A lead with an id and whatever fields are given.</summary>
    public static Lead With(string fields) => Lead($$"""{ "id": "lead-1", {{fields}} }""");

    public static FieldError OnlyError(string json)
    {
        var reading = Read(json);
        Assert.Null(reading.Lead);
        return Assert.Single(reading.Errors);
    }
}

using System.Text.Json;
using LeadOrchestrator.Activities.Importing.Mapping;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Tests.Importing.Mapping;

/// <summary>The mapping among the samples, on rows like those of the file that it was written for.</summary>
public sealed class SampleMappingTests
{
    private static readonly string[] Header =
    [
        "Prospect ID", "Lead Number", "Lead Origin", "Lead Source", "Do Not Email", "Do Not Call", "Converted", "TotalVisits",
        "Total Time Spent on Website", "Page Views Per Visit", "Last Activity", "Country", "Specialization", "City",
    ];

    [Fact]
    public void XEducation_Row_BecomesTheLeadThatTheSampleRulesKnow()
    {
        var lead = Read("2a27-01", "660728", "API", "Organic Search", "Yes", "No", "0", "5", "674", "2.5", "Email Opened", "India", "Select", "Select");
        Assert.Equal(("2a27-01", "Organic Search", "India", null), (lead.Id, lead.Source, lead.Country, lead.City));
        Assert.Equal(new Consent(Email: false, Call: null), lead.Consent);
        Assert.Equal([new("page-visit", null, 5, 674), new("email-opened", null, null, null)], lead.Activities);
        Assert.Equal(AttributeValue.Of(false), lead.Attributes["Converted"]);
        Assert.Equal((5m, 674m), (lead.Attributes["TotalVisits"].Number, lead.Attributes["Total Time Spent on Website"].Number));
        Assert.Equal("API", lead.Attributes["Lead Origin"].Text);
        Assert.DoesNotContain("Specialization", lead.Attributes.Keys);
    }

    [Fact]
    public void XEducation_RowWithoutVisits_HasNoActivities() =>
        Assert.Empty(Read("2a27-02", "1", "API", "Olark Chat", "No", "No", "1", "0", "0", "0", "", "", "", "").Activities);

    private static Lead Read(params string[] cells)
    {
        var mapping = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(Root(), "samples", "mappings", "x-education.json")), MappingJson.Default.ColumnMapping)!;
        var reading = new RowToLead(new ColumnPlan(mapping, Header)).Read(cells);
        Assert.Null(reading.Problem);
        return reading.Lead!;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LeadOrchestrator.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}

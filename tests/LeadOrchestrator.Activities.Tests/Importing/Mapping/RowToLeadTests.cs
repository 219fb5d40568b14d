using System.Text.Json;
using LeadOrchestrator.Activities.Importing.Mapping;
using LeadOrchestrator.Activities.Importing.Rows;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Tests.Importing.Mapping;

public sealed class RowToLeadTests
{
    [Theory]
    [InlineData("First Name", "firstName")]
    [InlineData("firstname", "firstName")]
    [InlineData("FIRST_NAME", "firstName")]
    [InlineData("Given name", "firstName")]
    [InlineData("Surname", "lastName")]
    [InlineData("Organisation", "company")]
    [InlineData("Job Title", "jobTitle")]
    [InlineData("Lead Source", "source")]
    [InlineData("State/Province", "region")]
    [InlineData("utm_campaign", "campaign")]
    public void Read_UsualColumnName_FillsItsField(string column, string field)
    {
        var json = JsonDocument.Parse(LeadWriter.Write(Lead(["id", column], ["1", "x"]))).RootElement;
        Assert.Equal("x", json.GetProperty(field).GetString());
    }

    [Fact]
    public void Read_SecondColumnOfAField_BecomesAnAttribute()
    {
        var lead = Lead(["Phone", "Mobile"], ["+1 415 555 0100", "+1 415 555 0199"]);
        Assert.Equal(("+14155550100", "+1 415 555 0199"), (lead.Phone, lead.Attributes["Mobile"].Text));
        Assert.Equal("+14155550199", Lead(["Phone", "Mobile"], ["", "+1 415 555 0199"]).Phone);
    }

    [Theory]
    [InlineData("Do Not Email", "Yes", false)]
    [InlineData("Do Not Email", "No", null)]
    [InlineData("Email opt-out", "1", false)]
    [InlineData("Email consent", "yes", true)]
    [InlineData("Email consent", "no", false)]
    [InlineData("consent.email", "false", false)]
    [InlineData("Do not email", "", null)]
    public void Read_ConsentColumn_IsUnderstood(string column, string cell, bool? email) =>
        Assert.Equal(email, Lead(["id", column], ["1", cell]).Consent?.Email);

    [Fact]
    public void Read_ConsentThatIsNeitherYesNorNo_IsRejected()
    {
        var reading = Read(["id", "Do Not Call"], ["1", "perhaps"]);
        Assert.Equal("$.consent.call", reading.Path);
        Assert.Contains("'Do Not Call': 'perhaps' is neither yes nor no", reading.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ColumnsThatContradictEachOther_TheNoWins()
    {
        Assert.False(Lead(["id", "Email consent", "Unsubscribed"], ["1", "yes", "yes"]).Consent!.Email);
        Assert.False(Lead(["id", "Unsubscribed", "Email consent"], ["1", "yes", "yes"]).Consent!.Email);
        var lead = Lead(["id", "Do not contact"], ["1", "x"]);
        Assert.Equal(new Consent(false, false), lead.Consent);
    }

    [Theory]
    [InlineData("1,200", 1200)]
    [InlineData("1 200", 1200)]
    [InlineData("350", 350)]
    public void Read_NumberAsPeopleWriteIt_IsANumber(string cell, int employees) =>
        Assert.Equal(employees, Lead(["id", "Employees"], ["1", cell]).Employees);

    [Fact]
    public void Read_RangeOfEmployees_BecomesAnAttributeUnlessMapped()
    {
        var lead = Lead(["id", "Company size"], ["1", "51-200"]);
        Assert.Equal((null, "51-200"), (lead.Employees, lead.Attributes["Company size"].Text));
        var reading = Read(["id", "Size"], ["1", "51-200"], """{ "columns": { "Size": "employees" } }""");
        Assert.Contains("'51-200' is not a number", reading.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("007", "\"007\"")]
    [InlineData("1234567890123456", "\"1234567890123456\"")]
    [InlineData("12", "12")]
    [InlineData("-2.5", "-2.5")]
    [InlineData("TRUE", "true")]
    [InlineData("Yes", "\"Yes\"")]
    [InlineData("1e5", "\"1e5\"")]
    [InlineData("12 000", "\"12 000\"")]
    public void Read_OtherColumn_BecomesAnAttributeOfItsKind(string cell, string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(Lead(["id", "Other"], ["1", cell]).Attributes["Other"]));

    [Fact]
    public void Read_Mapping_MapsIgnoresFillsAndEmpties()
    {
        const string mapping = """
            { "empty": ["Select", "n/a"], "constants": { "campaign": "fair" }, "defaults": { "source": "list", "attributes.tier": 3 },
              "columns": { "Key": "id", "Secret": "ignore", "Size": { "field": "employees", "values": { "small": 10 } }, "Rank": "attributes.rank" } }
            """;
        var lead = Lead(["Key", "Secret", "Size", "Rank", "Source", "City", "Campaign"], ["K1", "hush", "SMALL", "7", "select", "N/A", "other"], mapping);
        Assert.Equal(("K1", 10, "list", null, "fair"), (lead.Id, lead.Employees, lead.Source, lead.City, lead.Campaign));
        Assert.Equal(["rank", "tier"], lead.Attributes.Keys.Order());
    }

    [Fact]
    public void Read_ActivityColumns_BecomeActivities()
    {
        const string mapping = """
            { "dateFormats": ["dd.MM.yyyy HH:mm"], "timeZone": "Europe/Berlin", "activities": [
                { "type": "page-visit", "countColumn": "Visits", "secondsColumn": "Time" },
                { "typeColumn": "Last", "atColumn": "When", "types": { "Modified": null } } ] }
            """;
        string[] header = ["id", "Visits", "Time", "Last", "When"];
        Assert.Equal(
            [new("page-visit", null, 3, 90.5), new("email-opened", new(2026, 7, 1, 8, 30, 0, TimeSpan.Zero), null, null)],
            Lead(header, ["1", "3", "90.5", "Email Opened", "01.07.2026 10:30"], mapping).Activities);
        Assert.Empty(Lead(header, ["1", "0", "0", "Modified", ""], mapping).Activities);
        Assert.Equal("$.activities[0].at", Read(header, ["1", "0", "", "Called", "yesterday"], mapping).Path);
    }

    [Theory]
    [InlineData("1٣")]
    [InlineData("٣")]
    [InlineData("１２")]
    public void Read_DigitsOfOtherScripts_StayText(string cell)
    {
        var lead = Lead(["id", "Employees", "Other"], ["1", cell, cell]);
        Assert.Equal((null, cell, cell), (lead.Employees, lead.Attributes["Employees"].Text, lead.Attributes["Other"].Text));
    }

    [Theory]
    [InlineData("0001-01-01", "Europe/Berlin")]
    [InlineData("9999-12-31", "America/New_York")]
    public void Read_ADateThatIsNoneInUtc_IsARejectedRow(string cell, string zone)
    {
        var mapping = $$"""{ "dateFormats": ["yyyy-MM-dd"], "timeZone": "{{zone}}", "activities": [ { "type": "call", "atColumn": "When" } ] }""";
        Assert.Equal("$.activities[0].at", Read(["id", "When"], ["1", cell], mapping).Path);
    }

    [Theory]
    [InlineData("""{ "columns": { "Nope": "id" } }""", "columns['Nope'] names the column 'Nope', which the file does not have")]
    [InlineData("""{ "columns": { "Key": "identity" } }""", "columns['Key'] names the field 'identity'; expected one of")]
    [InlineData("""{ "others": "drop" }""", "others is 'drop'")]
    [InlineData("""{ "timeZone": "Mars" }""", "timeZone is 'Mars'")]
    [InlineData("""{ "activities": [ { "countColumn": "Key" } ] }""", "activities[0] needs either type or typeColumn")]
    [InlineData("""{ "constants": { "employes": 3 } }""", "constants['employes'] names the field")]
    public void Plan_MappingThatDoesNotFit_SaysWhere(string mapping, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Plan(["Key", "email"], mapping)).Message, StringComparison.Ordinal);

    private static Lead Lead(string[] header, string[] cells, string mapping = "{}")
    {
        var reading = Read(header, cells, mapping);
        Assert.Null(reading.Problem);
        return reading.Lead!;
    }

    private static RowReading Read(string[] header, string[] cells, string mapping = "{}") => new RowToLead(Plan(header, mapping)).Read(cells);

    private static ColumnPlan Plan(string[] header, string mapping) =>
        new(JsonSerializer.Deserialize(mapping, MappingJson.Default.ColumnMapping)!, header);
}

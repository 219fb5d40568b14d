using LeadOrchestrator.Leads.Rules;
using NJsonSchema;

namespace LeadOrchestrator.Leads.Tests.Rules;

/// <summary>The schema for editors and the reader agree.</summary>
public sealed class RuleSchemaTests
{
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(Samples.Schema);

    [Fact]
    public async Task Schema_Sample_IsSatisfied() => Assert.Empty((await Schema).Validate(Samples.Rules));

    [Theory]
    [InlineData("shape", "1")]
    [InlineData("label", null)]
    [InlineData("label", "\" x\"")]
    [InlineData("scoring/fit/max", "101")]
    [InlineData("scoring/fit/rules/0/points", "\"many\"")]
    [InlineData("scoring/fit/rules/0/when", "{}")]
    [InlineData("scoring/fit/rules/0/when", """{ "field": "shoeSize", "equals": 43 }""")]
    [InlineData("scoring/fit/rules/0/when", """{ "field": "country" }""")]
    [InlineData("scoring/fit/rules/0/when", """{ "field": "country", "is": "DE" }""")]
    [InlineData("scoring/fit/rules/0/when", """{ "all": [] }""")]
    [InlineData("scoring/fit/rules/0/when", """{ "all": [{ "field": "country", "exists": true }], "not": { "field": "id", "exists": true } }""")]
    [InlineData("scoring/engagement/activities/0/per", "\"minutes\"")]
    [InlineData("scoring/grades/engagement/2", null)]
    [InlineData("followUp/respondWithin/callNow", "\"soon\"")]
    [InlineData("followUp/respondWithin/callNow", "\"PT\"")]
    [InlineData("followUp/respondWithin/callNow", "\"P1Y\"")]
    [InlineData("followUp/respondWithin/callNow", "\"PT90S\"")]
    [InlineData("followUp/respondWithin/callNow", "\"00:15:00\"")]
    [InlineData("followUp/rules/0/action", "\"phone\"")]
    [InlineData("routing/houseQueue", null)]
    [InlineData("routing/teams/0/strategy", "\"random\"")]
    [InlineData("routing/teams/0/members", "[]")]
    [InlineData("routing/teams/0/members/0/weight", "0")]
    [InlineData("routing/reps/0/timeZone", null)]
    [InlineData("routing/reps/0/workingHours/0/days/0", "\"monday\"")]
    [InlineData("routing/reps/0/workingHours/0/to", "\"25:00\"")]
    [InlineData("routing/calendars/us/0", "\"Christmas\"")]
    public async Task Schema_BrokenDocument_IsRejectedByBoth(string place, string? value)
    {
        var broken = RuleText.Changed(place, value);

        Assert.NotEmpty((await Schema).Validate(broken));
        Assert.NotEmpty(RuleDocument.Read(broken).Errors);
    }

    [Theory]
    [InlineData("scoring/fit/rules/0/when", """{ "field": "attributes.Last Activity", "in": ["a", 1, true] }""")]
    [InlineData("scoring/fit/rules/0/when", """{ "field": "activity.email-opened.daysAgo", "atMost": 3.5 }""")]
    [InlineData("followUp/rules/1/respondWithin", "\"1d2h3m\"")]
    [InlineData("followUp/rules/1/respondWithin", "\"P1DT2H3M\"")]
    [InlineData("followUp/rules/1/respondWithin", "\"PT15M\"")]
    [InlineData("routing/reps/0/workingHours/0/to", "\"24:00\"")]
    [InlineData("routing/reps/0/active", "false")]
    [InlineData("routing/teams/0/description", "\"A remark.\"")]
    [InlineData("routing/calendars", "{}")]
    public async Task Schema_OtherDocument_IsTakenOrRefusedByBoth(string place, string value)
    {
        var document = RuleText.Changed(place, value);

        Assert.Empty((await Schema).Validate(document));
        Assert.All(RuleDocument.Read(document).Errors, error => Assert.Contains("Unknown calendar", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Schema_Fields_AreThoseOfTheReader()
    {
        using var schema = System.Text.Json.JsonDocument.Parse(Samples.Schema);
        var listed = schema.RootElement.GetProperty("definitions").GetProperty("field").GetProperty("anyOf")[0].GetProperty("enum")
            .EnumerateArray().Select(name => name.GetString()!);

        Assert.Equal(
            RuleFields.Names.Where(name => !name.Contains('<', StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal));
    }
}

using System.Text;
using System.Text.Json;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Tests.Intake;

public sealed class LeadReaderTests
{
    [Fact]
    public void Read_EveryField_IsReadAndNormalized()
    {
        var lead = LeadText.Lead("""
            {
              "id": " L-1 ", "email": " Jane.Doe@Example.COM ", "phone": "(212) 555-0123", "firstName": " Jane ", "lastName": "Doe", "company": "Example",
              "website": "www.example.com", "jobTitle": "CEO", "industry": "software", "employees": 120, "annualRevenue": 1500000.50,
              "country": "United States", "region": "NY", "city": "New York", "language": "en-US", "source": "web-form", "campaign": "autumn",
              "message": "Hello\r\n\tthere", "consent": { "email": true, "call": false },
              "activities": [{ "type": "email-opened", "at": "2026-11-20T10:00:00+02:00", "count": 3, "seconds": 1.5 }, { "type": "chat" }],
              "attributes": { "budget": 10.50, "Last Activity": " Email Opened ", "vip": true, "nothing": null, "empty": " " }
            }
            """);

        Assert.Equal(("L-1", "jane.doe@example.com", "+12125550123", "Jane"), (lead.Id, lead.Email, lead.Phone, lead.FirstName));
        Assert.Equal((120, 1500000.50m, "United States", "Hello\n\tthere"), (lead.Employees, lead.AnnualRevenue, lead.Country, lead.Message));
        Assert.Equal(new Consent(true, false), lead.Consent);
        Assert.Equal(new LeadActivity("email-opened", new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), 3, 1.5), lead.Activities[0]);
        Assert.Equal(new LeadActivity("chat", null, null, null), lead.Activities[1]);
        Assert.Equal(["Last Activity", "budget", "vip"], lead.Attributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Email Opened", lead.Attributes["Last Activity"].Text);
    }

    [Fact]
    public void Read_NothingButIdentity_HasDefaults()
    {
        var lead = LeadText.Lead("""{ "email": "a@example.com", "phone": null, "company": "  ", "consent": {} }""");

        Assert.Equal("unknown", lead.Source);
        Assert.Null(lead.Phone);
        Assert.Null(lead.Company);
        Assert.Null(lead.Consent);
        Assert.Empty(lead.Activities);
        Assert.Empty(lead.Attributes);
    }

    [Theory]
    [InlineData("""{ "company": "Example" }""", "$", "\"id\", \"email\" and \"phone\"")]
    [InlineData("""{ "email": "", "phone": " " }""", "$", "\"id\", \"email\" and \"phone\"")]
    [InlineData("""{ "id": "a", "emial": "x@example.com" }""", "$.emial", "did you mean \"email\"")]
    [InlineData("""{ "id": "a", "first_name": "x" }""", "$.first_name", "did you mean \"firstName\"")]
    [InlineData("""{ "id": "a", "shoe size": 43 }""", "$['shoe size']", "\"attributes\"")]
    [InlineData("""{ "id": "a", "id": "b" }""", "$.id", "twice")]
    [InlineData("""{ "id": 5 }""", "$.id", "Expected a text, found a number")]
    [InlineData("""{ "id": "a/b" }""", "$.id", "Holds /")]
    [InlineData("""{ "id": "watch:7" }""", "$.id", "reserved")]
    [InlineData("""{ "email": "jane" }""", "$.email", "no @")]
    [InlineData("""{ "email": "jane@localhost" }""", "$.email", "domain")]
    [InlineData("""{ "email": "jane doe@example.com" }""", "$.email", "spaces")]
    [InlineData("""{ "phone": "call me" }""", "$.phone", "phone number")]
    [InlineData("""{ "phone": "12" }""", "$.phone", "phone number")]
    [InlineData("""{ "id": "a", "website": "javascript:alert(1)" }""", "$.website", "web address")]
    [InlineData("""{ "id": "a", "website": "ftp://example.com" }""", "$.website", "web address")]
    [InlineData("""{ "id": "a", "website": "https://user@example.com" }""", "$.website", "web address")]
    [InlineData("""{ "id": "a", "employees": -1 }""", "$.employees", "found -1")]
    [InlineData("""{ "id": "a", "employees": 1.5 }""", "$.employees", "whole number")]
    [InlineData("""{ "id": "a", "employees": "12" }""", "$.employees", "found a text")]
    [InlineData("""{ "id": "a", "annualRevenue": -0.01 }""", "$.annualRevenue", "found -0.01")]
    [InlineData("""{ "id": "a", "annualRevenue": 1e400 }""", "$.annualRevenue", "found 1e400")]
    [InlineData("""{ "id": "a", "firstName": "a\u0007b" }""", "$.firstName", "U+0007 at position 2")]
    [InlineData("""{ "id": "a", "firstName": "a\nb" }""", "$.firstName", "U+000A")]
    [InlineData("""{ "id": "a", "message": "a\u0000b" }""", "$.message", "U+0000")]
    [InlineData("""{ "id": "a", "firstName": "\ud800" }""", "$.firstName", "Unicode")]
    [InlineData("""{ "id": "a", "consent": true }""", "$.consent", "Expected an object")]
    [InlineData("""{ "id": "a", "consent": { "sms": true } }""", "$.consent.sms", "Unknown field")]
    [InlineData("""{ "id": "a", "consent": { "call": "no" } }""", "$.consent.call", "true or false")]
    [InlineData("""{ "id": "a", "activities": {} }""", "$.activities", "Expected an array")]
    [InlineData("""{ "id": "a", "activities": [{ "type": "x" }, 5] }""", "$.activities[1]", "Expected an object")]
    [InlineData("""{ "id": "a", "activities": [{ "at": "2026-11-20" }] }""", "$.activities[0].type", "missing")]
    [InlineData("""{ "id": "a", "activities": [{ "type": "x", "at": "20.11.2026" }] }""", "$.activities[0].at", "ISO 8601")]
    [InlineData("""{ "id": "a", "activities": [{ "type": "x", "at": "1066-10-14" }] }""", "$.activities[0].at", "ISO 8601")]
    [InlineData("""{ "id": "a", "activities": [{ "type": "x", "count": -1 }] }""", "$.activities[0].count", "found -1")]
    [InlineData("""{ "id": "a", "activities": [{ "type": "x", "seconds": -0.5 }] }""", "$.activities[0].seconds", "found -0.5")]
    [InlineData("""{ "id": "a", "attributes": [] }""", "$.attributes", "Expected an object")]
    [InlineData("""{ "id": "a", "attributes": { "a b": {} } }""", "$.attributes['a b']", "found an object")]
    [InlineData("""{ "id": "a", "attributes": { "x": 1, "x": 2 } }""", "$.attributes.x", "twice")]
    [InlineData("""{ "id": "a", "attributes": { "": 1 } }""", "$.attributes", "without a name")]
    [InlineData("""[]""", "$", "Expected an object, found an array")]
    [InlineData("""null""", "$", "found null")]
    public void Read_WrongField_IsReportedWithItsPath(string json, string path, string message)
    {
        var error = LeadText.OnlyError(json);

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1, column 1")]
    [InlineData("{ \"id\": \"a\",\n  oops }", "line 2, column 3")]
    [InlineData("{ \"id\": \"a\" } {}", "line 1")]
    [InlineData("{ \"id\": \"a\" ", "line 1")]
    public void Read_NotJson_TellsThePlace(string json, string place)
    {
        var error = LeadText.OnlyError(json);

        Assert.Equal("$", error.Path);
        Assert.Contains("not valid JSON", error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotUtf8_IsReported()
    {
        var error = Assert.Single(LeadReader.Read([.. "{ \"id\": \""u8, 0xC3, 0x28, .. "\" }"u8]).Errors);

        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedTooDeep_IsReported() =>
        Assert.Contains("not valid JSON", LeadText.OnlyError(new string('[', 100_000)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ByteOrderMark_IsSkipped() =>
        Assert.Equal("a", LeadReader.Read([0xEF, 0xBB, 0xBF, .. "{ \"id\": \"a\" }"u8]).Lead?.Id);

    [Fact]
    public void Read_ManyErrors_AreAllReportedAtOnce()
    {
        var reading = LeadText.Read("""{ "id": "a?", "email": "x", "employees": -1, "activities": [{ "at": "never" }], "bogus": 1 }""");

        Assert.Equal(
            ["$.activities[0].at", "$.activities[0].type", "$.bogus", "$.email", "$.employees", "$.id"],
            reading.Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_HundredsOfErrors_AreCutWithANote()
    {
        var reading = LeadText.Read($$"""{ "id": "a", {{string.Join(",", Enumerable.Range(0, 300).Select(i => $"\"zz{i}\": 1"))}} }""");

        Assert.Equal(21, reading.Errors.Count);
        Assert.Contains("mend them first", reading.Errors[^1].Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, int> TextLimits => new()
    {
        { "id", LeadLimits.Id }, { "firstName", LeadLimits.PersonName }, { "lastName", LeadLimits.PersonName }, { "company", LeadLimits.Company },
        { "jobTitle", LeadLimits.JobTitle }, { "industry", LeadLimits.Industry }, { "country", LeadLimits.Place }, { "region", LeadLimits.Place },
        { "city", LeadLimits.Place }, { "language", LeadLimits.Language }, { "source", LeadLimits.Source }, { "campaign", LeadLimits.Campaign },
        { "message", LeadLimits.Message },
    };

    [Theory]
    [MemberData(nameof(TextLimits))]
    public void Read_TextAtAndBeyondItsLimit_IsTakenAndRefused(string field, int limit)
    {
        Assert.Empty(LeadText.Read(Json(limit)).Errors);
        var error = LeadText.OnlyError(Json(limit + 1));
        Assert.Equal($"$.{field}", error.Path);
        Assert.Contains($"{limit} at most", error.Message, StringComparison.Ordinal);

        string Json(int length) => $$"""{ "email": "a@example.com", "{{field}}": "{{new string('x', length)}}" }""";
    }

    [Fact]
    public void Read_TooManyActivitiesOrAttributes_AreRefused()
    {
        var activities = string.Join(",", Enumerable.Repeat("""{ "type": "x" }""", LeadLimits.Activities + 1));
        var attributes = string.Join(",", Enumerable.Range(0, LeadLimits.Attributes + 1).Select(i => $"\"a{i}\": {i}"));

        Assert.Equal("$.activities", LeadText.OnlyError($$"""{ "id": "a", "activities": [{{activities}}] }""").Path);
        Assert.Equal("$.attributes", LeadText.OnlyError($$"""{ "id": "a", "attributes": { {{attributes}} } }""").Path);
    }

    [Fact]
    public void Read_ElementOfAnArray_PathsBeginThere()
    {
        using var document = JsonDocument.Parse("""[{ "id": "a" }, { "id": "b", "employees": -1 }]""");

        Assert.Equal("a", LeadReader.Read(document.RootElement[0], "$[0]").Lead?.Id);
        Assert.Equal("$[1].employees", Assert.Single(LeadReader.Read(document.RootElement[1], "$[1]").Errors).Path);
    }

    [Fact]
    public void Read_Samples_MostAreGoodAndSomeAreBadOnPurpose()
    {
        using var document = JsonDocument.Parse(Samples.Leads);
        var readings = document.RootElement.EnumerateArray().Select((element, i) => LeadReader.Read(element, $"$[{i}]")).ToList();

        Assert.InRange(readings.Count, 190, 220);
        Assert.Equal(12, readings.Count(reading => reading.Lead is null));
        Assert.True(readings.Select(reading => reading.Lead?.Email).OfType<string>().GroupBy(email => email).Count(same => same.Count() > 1) >= 5);
        Assert.True(readings.Select(reading => Countries.CodeOf(reading.Lead?.Country)).Distinct().Count() >= 20);
    }

    [Theory]
    [InlineData("max@bücher.example")]
    [InlineData("用户@例子.example")]
    [InlineData("o'brien+tag@mail.example.co.uk")]
    [InlineData("x@xn--bcher-kva.example")]
    public void Read_UnusualButRightEmail_IsTaken(string email) => Assert.Equal(email, LeadText.With($"\"email\": \"{email}\"").Email);

    [Fact]
    public void Read_EmailOfLongestLength_IsTaken()
    {
        var email = $"{new string('a', 64)}@{string.Join('.', Enumerable.Repeat(new string('b', 61), 3))}.com";
        Assert.Equal(email.Length, Encoding.UTF8.GetByteCount(email));
        Assert.InRange(email.Length, 200, LeadLimits.Email);

        Assert.Equal(email, LeadText.With($"\"email\": \"{email}\"").Email);
        Assert.Equal("$.email", LeadText.OnlyError($"{{ \"email\": \"a{email}\" }}").Path);
    }
}

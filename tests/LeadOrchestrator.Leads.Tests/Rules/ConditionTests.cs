using CsCheck;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Leads.Tests.Intake;

namespace LeadOrchestrator.Leads.Tests.Rules;

public sealed class ConditionTests
{
    private static readonly RulesVersion Version = new("test", "0123456789abcdef");

    private static readonly RuleSubject Subject = new(
        LeadText.Lead("""
            {
              "id": "lead-1", "email": "jane@mail.example.com", "phone": "+442079460958", "jobTitle": "Head of IT", "employees": 250, "annualRevenue": 2500000.5,
              "country": "Germany", "language": "de-AT", "source": "Web-Form", "consent": { "call": false },
              "activities": [
                { "type": "email-opened", "at": "2026-11-13T12:00:00Z", "count": 3 }, { "type": "Email-Opened", "at": "2026-11-21T12:00:00Z" },
                { "type": "site-visited", "seconds": 90 }, { "type": "never", "count": 0 }
              ],
              "attributes": { "Last Activity": "SMS Sent", "TotalVisits": "5", "budget": 1000, "vip": "Yes", "flag": true, "a.b": "dotted" }
            }
            """),
        LeadGen.Now,
        new LeadScore(62, "B2", 40, 22, [], Version),
        new FollowUp(FollowUpAction.CallToday, TimeSpan.FromHours(8), "Warm", "", Version));

    [Theory]
    [InlineData("""{ "field": "source", "equals": "web-form" }""", true)]
    [InlineData("""{ "field": "source", "equals": "chat" }""", false)]
    [InlineData("""{ "field": "source", "in": ["chat", "WEB-FORM"] }""", true)]
    [InlineData("""{ "field": "country", "equals": "DE" }""", true)]
    [InlineData("""{ "field": "country", "in": ["US", "deutschland"] }""", true)]
    [InlineData("""{ "field": "country", "in": ["US", "AT"] }""", false)]
    [InlineData("""{ "field": "country", "contains": "germ" }""", true)]
    [InlineData("""{ "field": "language", "equals": "German" }""", true)]
    [InlineData("""{ "field": "phone.country", "equals": "United Kingdom" }""", true)]
    [InlineData("""{ "field": "email.domain", "endsWith": ".EXAMPLE.com" }""", true)]
    [InlineData("""{ "field": "email.free", "equals": false }""", true)]
    [InlineData("""{ "field": "jobTitle", "contains": "of it" }""", true)]
    [InlineData("""{ "field": "jobTitle", "startsWith": "head" }""", true)]
    [InlineData("""{ "field": "jobTitle", "matches": "\\bit$" }""", true)]
    [InlineData("""{ "field": "jobTitle", "matches": "\\bof$" }""", false)]
    [InlineData("""{ "field": "employees", "atLeast": 250 }""", true)]
    [InlineData("""{ "field": "employees", "greaterThan": 250 }""", false)]
    [InlineData("""{ "field": "employees", "atMost": 250 }""", true)]
    [InlineData("""{ "field": "employees", "lessThan": 250 }""", false)]
    [InlineData("""{ "field": "employees", "atLeast": 100, "lessThan": 1000 }""", true)]
    [InlineData("""{ "field": "employees", "atLeast": 100, "lessThan": 200 }""", false)]
    [InlineData("""{ "field": "employees", "in": [1, 250.0] }""", true)]
    [InlineData("""{ "field": "annualRevenue", "equals": 2500000.50 }""", true)]
    [InlineData("""{ "field": "company", "exists": false }""", true)]
    [InlineData("""{ "field": "company", "exists": true }""", false)]
    [InlineData("""{ "field": "company", "equals": "x" }""", false)]
    [InlineData("""{ "field": "consent.call", "equals": false }""", true)]
    [InlineData("""{ "field": "consent.email", "equals": false }""", false)]
    [InlineData("""{ "field": "attributes.Last Activity", "equals": "sms sent" }""", true)]
    [InlineData("""{ "field": "attributes.last activity", "exists": true }""", true)]
    [InlineData("""{ "field": "attributes.TotalVisits", "atLeast": 5 }""", true)]
    [InlineData("""{ "field": "attributes.TotalVisits", "equals": 5 }""", true)]
    [InlineData("""{ "field": "attributes.Last Activity", "atLeast": 0 }""", false)]
    [InlineData("""{ "field": "attributes.budget", "equals": "1000" }""", true)]
    [InlineData("""{ "field": "attributes.vip", "equals": true }""", true)]
    [InlineData("""{ "field": "attributes.flag", "equals": "true" }""", true)]
    [InlineData("""{ "field": "attributes.a.b", "equals": "dotted" }""", true)]
    [InlineData("""{ "field": "activity.email-opened.count", "equals": 4 }""", true)]
    [InlineData("""{ "field": "activity.*.count", "equals": 5 }""", true)]
    [InlineData("""{ "field": "activity.email-opened.daysAgo", "equals": 2 }""", true)]
    [InlineData("""{ "field": "activity.site-visited.seconds", "atLeast": 90 }""", true)]
    [InlineData("""{ "field": "activity.site-visited.daysAgo", "equals": 0 }""", true)]
    [InlineData("""{ "field": "activity.demo.count", "lessThan": 1 }""", true)]
    [InlineData("""{ "field": "activity.demo.count", "exists": true }""", false)]
    [InlineData("""{ "field": "activity.never.count", "exists": true }""", false)]
    [InlineData("""{ "field": "activity.demo.daysAgo", "atMost": 9 }""", false)]
    [InlineData("""{ "field": "score", "greaterThan": 60 }""", true)]
    [InlineData("""{ "field": "grade", "in": ["A1", "b2"] }""", true)]
    [InlineData("""{ "field": "grade", "startsWith": "B" }""", true)]
    [InlineData("""{ "field": "fit", "equals": 40 }""", true)]
    [InlineData("""{ "field": "engagement", "equals": 22 }""", true)]
    [InlineData("""{ "field": "followUp", "equals": "callToday" }""", true)]
    [InlineData("""{ "all": [{ "field": "score", "atLeast": 1 }, { "field": "score", "atMost": 10 }] }""", false)]
    [InlineData("""{ "any": [{ "field": "score", "atLeast": 1 }, { "field": "score", "atMost": 10 }] }""", true)]
    [InlineData("""{ "not": { "field": "company", "equals": "x" } }""", true)]
    public void Matches_OneCondition_IsAsItReads(string json, bool expected) => Assert.Equal(expected, RuleText.Condition(json).Matches(Subject));

    [Theory]
    [InlineData("""{ "field": "country", "in": ["IN", "US"] }""", "country is one of IN, US")]
    [InlineData("""{ "field": "country", "in": ["IN", "US", "DE", "FR", "GB", "IE"] }""", "country is one of IN, US, DE, FR and 2 more")]
    [InlineData("""{ "field": "employees", "atLeast": 100, "lessThan": 1000 }""", "employees is at least 100 and is less than 1000")]
    [InlineData("""{ "not": { "any": [{ "field": "score", "greaterThan": 1.5 }, { "field": "company", "exists": false }] } }""", "not (score is greater than 1.5 or company is not known)")]
    [InlineData("""{ "all": [{ "any": [{ "field": "source", "equals": "a" }, { "field": "source", "equals": "b" }] }, { "field": "jobTitle", "contains": "it" }] }""", "(source is a or source is b) and jobTitle contains it")]
    public void Describe_Condition_IsInWords(string json, string words) => Assert.Equal(words, RuleText.Condition(json).Describe());

    [Theory]
    [InlineData("""{}""", "$.when", "needs \"field\"")]
    [InlineData("""[]""", "$.when", "Expected an object")]
    [InlineData("""{ "all": [], "any": [] }""", "$.when", "one of them")]
    [InlineData("""{ "all": [] }""", "$.when.all", "at least one")]
    [InlineData("""{ "any": {} }""", "$.when.any", "Expected an array")]
    [InlineData("""{ "not": { "all": [{ "field": "id" }] } }""", "$.when.not.all[0]", "no test")]
    [InlineData("""{ "any": [{ "field": "score", "atLeast": 1 }], "equals": 1 }""", "$.when.equals", "beside it")]
    [InlineData("""{ "field": "contry", "exists": true }""", "$.when.field", "did you mean \"country\"")]
    [InlineData("""{ "field": "activity.email-opened", "exists": true }""", "$.when.field", "count, seconds and daysAgo")]
    [InlineData("""{ "field": 7, "exists": true }""", "$.when.field", "Expected a text")]
    [InlineData("""{ "field": "score", "atLeats": 5 }""", "$.when.atLeats", "did you mean \"atLeast\"")]
    [InlineData("""{ "field": "score", "atLeast": "5" }""", "$.when.atLeast", "found a text")]
    [InlineData("""{ "field": "company", "atLeast": 5 }""", "$.when.atLeast", "Compares numbers")]
    [InlineData("""{ "field": "score", "contains": "5" }""", "$.when.contains", "Looks into a text")]
    [InlineData("""{ "field": "employees", "equals": "many" }""", "$.when.equals", "Expected a number")]
    [InlineData("""{ "field": "consent.call", "equals": "yes" }""", "$.when.equals", "true or false")]
    [InlineData("""{ "field": "country", "in": ["DE", "Untied States"] }""", "$.when.in[1]", "Unknown country")]
    [InlineData("""{ "field": "language", "equals": "elvish" }""", "$.when.equals", "Unknown language")]
    [InlineData("""{ "field": "grade", "equals": "E5" }""", "$.when.equals", "Unknown value")]
    [InlineData("""{ "field": "followUp", "equals": "callnow!" }""", "$.when.equals", "callNow")]
    [InlineData("""{ "field": "company", "in": [] }""", "$.when.in", "at least one")]
    [InlineData("""{ "field": "company", "equals": "" }""", "$.when.equals", "exists")]
    [InlineData("""{ "field": "company", "contains": "" }""", "$.when.contains", "every lead")]
    [InlineData("""{ "field": "company", "matches": "(" }""", "$.when.matches", "regular expression")]
    [InlineData("""{ "field": "company", "matches": "(?=a)b" }""", "$.when.matches", "look-around")]
    [InlineData("""{ "field": "company", "exists": 1 }""", "$.when.exists", "true or false")]
    public void Read_WrongCondition_IsReportedWithItsPath(string json, string path, string message)
    {
        var error = Assert.Single(RuleText.ReadCondition(json).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("score", RuleStage.Scoring, false)]
    [InlineData("grade", RuleStage.FollowUp, true)]
    [InlineData("followUp", RuleStage.FollowUp, false)]
    [InlineData("followUp", RuleStage.Routing, true)]
    internal void Read_FieldNotYetKnown_IsReported(string field, RuleStage stage, bool known) =>
        Assert.Equal(known, RuleText.ReadCondition($$"""{ "field": "{{field}}", "exists": true }""", stage).Errors.Count == 0);

    [Fact]
    public void Matches_PatternThatWouldBacktrack_IsAnsweredAtOnce()
    {
        var condition = RuleText.Condition("""{ "field": "message", "matches": "^(a+)+$" }""");
        var lead = LeadText.With($"\"message\": \"{new string('a', 9_000)}!\"");

        Assert.False(condition.Matches(new RuleSubject(lead, LeadGen.Now)));
    }

    [Fact]
    public void Describe_Pattern_IsPlainWords() => // people who read why a lead scored as it did read no regular expressions
        Assert.Equal("message fits the rule's pattern", RuleText.Condition("""{ "field": "message", "matches": "\\b(pric\\w+|quote)\\b" }""").Describe());

    [Fact]
    public void Matches_NotOfAll_IsAnyOfNots()
    {
        const string a = """{ "field": "country", "equals": "DE" }""";
        const string b = """{ "field": "employees", "atLeast": 1000 }""";
        var left = RuleText.Condition($$"""{ "not": { "all": [{{a}}, {{b}}] } }""");
        var right = RuleText.Condition($$"""{ "any": [{ "not": {{a}} }, { "not": {{b}} }] }""");

        LeadGen.Lead.Sample(lead => left.Matches(new RuleSubject(lead, LeadGen.Now)) == right.Matches(new RuleSubject(lead, LeadGen.Now)));
    }
}

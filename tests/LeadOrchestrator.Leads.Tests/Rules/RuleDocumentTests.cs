using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Leads.Tests.Rules;

public sealed class RuleDocumentTests
{
    [Fact]
    public void Read_DefaultRules_AreTheSample()
    {
        Assert.Empty(RuleDocument.Read(DefaultRules.Document).Errors);
        Assert.Equal(Samples.Rules, DefaultRules.Document);
    }

    [Fact]
    public void Read_Sample_EverySectionIsThere()
    {
        var rules = RuleText.Sample;

        Assert.Equal("2026-11", rules.Version.Label);
        Assert.Matches("^[0-9a-f]{16}$", rules.Version.Hash);
        Assert.Equal(Samples.Rules, rules.Document);
        Assert.Equal(new GradeThresholds(34, 22, 10, 28, 14, 5), rules.Scoring.Grades);
        Assert.Contains(rules.Scoring.Engagement.Activities, activity => activity is { Type: "site-visited", Per: ActivityMeasure.Seconds, Every: 60, Cap: 10, HalfLifeDays: 7 });
        Assert.Equal(TimeSpan.FromMinutes(15), rules.FollowUp.RespondWithin[FollowUpAction.CallNow]);
        Assert.Null(rules.FollowUp.Rules[^1].When);
        Assert.Equal("house", rules.Routing.HouseQueue);
    }

    [Theory]
    [InlineData("PT15M", 15)]
    [InlineData("15m", 15)]
    [InlineData("P1DT2H3M", 1563)]
    [InlineData("1d2h3m", 1563)]
    [InlineData("P2D", 2880)]
    public void Read_Duration_IsIso8601OrAsPeopleWriteIt(string text, int minutes) =>
        Assert.Equal(
            TimeSpan.FromMinutes(minutes),
            RuleDocument.Read(RuleText.Changed("followUp/respondWithin/callNow", $"\"{text}\"")).Rules!.FollowUp.RespondWithin[FollowUpAction.CallNow]);

    [Fact]
    public void Read_Rep_HasWhatTheDocumentSays()
    {
        var rep = RuleText.Sample.Routing.Reps.Single(candidate => candidate.Id == "lena");

        Assert.Equal(("Lena Hoffmann", "lena.hoffmann@sales.example.com", true, "Europe/Berlin"), (rep.Name, rep.Email, rep.Active, rep.TimeZone));
        Assert.Equal(("de", 10, null), (rep.Calendar, rep.DailyCap, rep.OpenCap));
        Assert.Equal([DayOfWeek.Friday], rep.WorkingHours[1].Days);
        Assert.Equal((new TimeOnly(8, 30), new TimeOnly(14, 0)), (rep.WorkingHours[1].From, rep.WorkingHours[1].To));
        Assert.Equal(new Absence(new DateOnly(2026, 12, 21), new DateOnly(2027, 1, 3)), Assert.Single(rep.OutOfOffice));
        Assert.Equal(["enterprise", "security"], rep.Skills);
        Assert.Equal(["de", "en"], rep.Languages);
        Assert.Contains("AT", rep.Territories);
    }

    [Fact]
    public void Read_TeamAndRule_HaveWhatTheDocumentSays()
    {
        var routing = RuleText.Sample.Routing;
        var team = routing.Teams.Single(candidate => candidate.Id == "emea");
        var rule = routing.Rules.Single(candidate => candidate.Team == "emea-enterprise");

        Assert.Equal((RoutingStrategy.LeastLoaded, "desk"), (team.Strategy, team.Fallback));
        Assert.Contains(new TeamMember("tom", 2), team.Members);
        Assert.Contains(new TeamMember("lena", 1), team.Members);
        Assert.Equal(["enterprise"], rule.Requires!.Skills);
        Assert.True(rule.Requires is { Territory: true, Language: false });
        Assert.Contains(new DateOnly(2026, 12, 25), routing.Calendars["us"]);
    }

    [Theory]
    [InlineData("/shape", "1", "$.shape", "Unknown field")]
    [InlineData("/label", null, "$.label", "missing")]
    [InlineData("/label", "7", "$.label", "Expected a text")]
    [InlineData("/label", "\" \"", "$.label", "empty")]
    [InlineData("/scoring", null, "$.scoring", "missing")]
    [InlineData("/followUp", "[]", "$.followUp", "Expected an object")]
    [InlineData("/routing", null, "$.routing", "missing")]
    [InlineData("scoring/fit/max", "70", "$.scoring", "come to 120")]
    [InlineData("scoring/fit/max", "0", "$.scoring.fit.max", "from 1 to 100")]
    [InlineData("scoring/fit/min", "5", "$.scoring.fit.min", "from -100 to 0")]
    [InlineData("scoring/fit/rules/0/points", "1.5", "$.scoring.fit.rules[0].points", "whole number")]
    [InlineData("scoring/fit/rules/0/point", "1", "$.scoring.fit.rules[0].point", "did you mean \"points\"")]
    [InlineData("scoring/fit/rules/0/name", "\"Small company\"", "$.scoring.fit.rules[6].name", "used twice")]
    [InlineData("scoring/engagement/halfLifeDays", "0", "$.scoring.engagement.halfLifeDays", "found 0")]
    [InlineData("scoring/engagement/activities/0/per", "\"minutes\"", "$.scoring.engagement.activities[0].per", "count, seconds")]
    [InlineData("scoring/engagement/activities/0/type", null, "$.scoring.engagement.activities[0].type", "missing")]
    [InlineData("scoring/engagement/activities/0/type", "\"Email-Opened\"", "$.scoring.engagement.activities[9].type", "used twice")]
    [InlineData("scoring/grades/fit/B", "40", "$.scoring.grades.fit.B", "less than the 34")]
    [InlineData("scoring/grades/fit/A", "60", "$.scoring.grades.fit.A", "never reached")]
    [InlineData("scoring/grades/engagement/3", null, "$.scoring.grades.engagement['3']", "missing")]
    [InlineData("followUp/respondWithin/callNow", "\"soon\"", "$.followUp.respondWithin.callNow", "duration")]
    [InlineData("followUp/respondWithin/callNow", "\"0m\"", "$.followUp.respondWithin.callNow", "from 1m")]
    [InlineData("followUp/respondWithin/callToday", null, "$.followUp.respondWithin.callToday", "missing")]
    [InlineData("followUp/rules/0/action", "\"callnow\"", "$.followUp.rules[0].action", "did you mean \"callNow\"")]
    [InlineData("followUp/rules/0/respondWithin", "\"1h\"", "$.followUp.rules[0].respondWithin", "no meaning")]
    [InlineData("followUp/rules/8", null, "$.followUp.rules", "leave over")]
    [InlineData("followUp/rules/+", """{ "name": "Late", "action": "nurture" }""", "$.followUp.rules[9]", "never reached")]
    [InlineData("followUp/rules", "[]", "$.followUp.rules", "leave over")]
    [InlineData("routing/rules/0/team", "\"admission\"", "$.routing.rules[0].team", "did you mean \"admissions\"")]
    [InlineData("routing/rules/+", """{ "name": "Late", "team": "desk" }""", "$.routing.rules[10]", "never reached")]
    [InlineData("routing/rules/4/requires/skills/0", "\"juggling\"", "$.routing.rules[4].requires.skills[0]", "No rep has")]
    [InlineData("routing/rules/4/requires/skill", "[]", "$.routing.rules[4].requires.skill", "did you mean \"skills\"")]
    [InlineData("routing/houseQueue", null, "$.routing.houseQueue", "missing")]
    [InlineData("routing/teams/0/members/0/rep", "\"maia\"", "$.routing.teams[0].members[0].rep", "did you mean \"maya\"")]
    [InlineData("routing/teams/0/members/1/rep", "\"maya\"", "$.routing.teams[0].members[1].rep", "used twice")]
    [InlineData("routing/teams/0/members/0/weight", "0", "$.routing.teams[0].members[0].weight", "from 1")]
    [InlineData("routing/teams/0/members", "[]", "$.routing.teams[0].members", "Is empty")]
    [InlineData("routing/teams/0/strategy", "\"random\"", "$.routing.teams[0].strategy", "weightedRoundRobin")]
    [InlineData("routing/teams/0/fallback", "\"nowhere\"", "$.routing.teams[0].fallback", "Unknown team")]
    [InlineData("routing/teams/9/fallback", "\"desk\"", "$.routing.teams[9].fallback", "circle: desk → desk")]
    [InlineData("routing/teams/0/id", "\"DESK\"", "$.routing.teams[9].id", "used twice")]
    [InlineData("routing/reps/0/timeZone", "\"Mars/Olympus\"", "$.routing.reps[0].timeZone", "Unknown time zone")]
    [InlineData("routing/reps/0/timeZone", null, "$.routing.reps[0].timeZone", "missing")]
    [InlineData("routing/reps/0/calendar", "\"usa\"", "$.routing.reps[0].calendar", "did you mean \"us\"")]
    [InlineData("routing/reps/0/email", "\"maya\"", "$.routing.reps[0].email", "no @")]
    [InlineData("routing/reps/0/dailyCap", "-1", "$.routing.reps[0].dailyCap", "from 0")]
    [InlineData("routing/reps/0/languages/0", "\"klingon\"", "$.routing.reps[0].languages[0]", "Unknown language")]
    [InlineData("routing/reps/0/workingHours/0/from", "\"9am\"", "$.routing.reps[0].workingHours[0].from", "\"09:00\"")]
    [InlineData("routing/reps/0/workingHours/0/from", "\"17:30\"", "$.routing.reps[0].workingHours[0].to", "same as \"from\"")]
    [InlineData("routing/reps/0/workingHours/0/days/0", "\"monday\"", "$.routing.reps[0].workingHours[0].days[0]", "mon")]
    [InlineData("routing/reps/4/outOfOffice/0/to", "\"2026-12-01\"", "$.routing.reps[4].outOfOffice[0].to", "before")]
    [InlineData("routing/reps/4/outOfOffice/0/to", "\"2026-02-30\"", "$.routing.reps[4].outOfOffice[0].to", "a day")]
    [InlineData("routing/calendars/us/0", "\"Christmas\"", "$.routing.calendars.us[0]", "a day")]
    public void Read_OneThingWrong_IsReportedWithItsPath(string place, string? value, string path, string message)
    {
        var reading = RuleDocument.Read(RuleText.Changed(place.TrimStart('/'), value));

        Assert.Null(reading.Rules);
        var error = Assert.Single(reading.Errors, error => error.Path == path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FallbacksInACircle_NameTheWholeWay()
    {
        var document = RuleText.Changed("routing/teams/9/fallback", "\"americas\"");

        var errors = RuleDocument.Read(document).Errors;

        Assert.Equal(["$.routing.teams[1].fallback", "$.routing.teams[9].fallback"], errors.Select(error => error.Path));
        Assert.Contains("americas → desk → americas", errors[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("{ \"label\": \"x\",\n }", "line 2")]
    [InlineData("{} trailing", "line 1")]
    public void Read_NotJson_TellsThePlace(string document, string place)
    {
        var error = Assert.Single(RuleDocument.Read(document).Errors);

        Assert.Contains("not valid JSON", error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HalfASurrogatePair_IsReported() => Assert.Single(RuleDocument.Read("{ \"label\": \"\ud800\" }").Errors);

    [Fact]
    public void Read_DuplicateField_IsReported()
    {
        var errors = RuleDocument.Read("""{ "label": "a", "label": "b" }""").Errors;

        Assert.Contains(errors, error => error is { Path: "$.label" } && error.Message.Contains("twice", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_WholeDay_IsFromMidnightToMidnight()
    {
        var document = RuleText.Changed("routing/reps/0/workingHours", """[{ "days": ["mon"], "from": "00:00", "to": "24:00" }]""");

        var hours = Assert.Single(RuleDocument.Read(document).Rules!.Routing.Reps[0].WorkingHours);

        Assert.Equal((TimeOnly.MinValue, TimeOnly.MinValue), (hours.From, hours.To));
    }

    [Theory]
    [InlineData("15m", 15)]
    [InlineData("4h", 240)]
    [InlineData("1h30m", 90)]
    [InlineData("2d", 2880)]
    [InlineData("90d", 129600)]
    [InlineData("91d", null)]
    [InlineData("0m", null)]
    [InlineData("", null)]
    [InlineData("15", null)]
    [InlineData("30m1h", null)]
    [InlineData("-5m", null)]
    public void Parse_Duration_IsInMinutes(string text, int? minutes) => Assert.Equal(minutes, (int?)DurationText.Parse(text)?.TotalMinutes);
}

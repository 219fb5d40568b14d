using System.Globalization;
using LeadOrchestrator.Leads.Routing;
using static LeadOrchestrator.Leads.Tests.Routing.RoutingSample;

namespace LeadOrchestrator.Leads.Tests.Routing;

public sealed class WorkingTimeTests
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Theory]
    [InlineData("2026-03-02T08:59:59Z", false)]
    [InlineData("2026-03-02T09:00:00Z", true)]
    [InlineData("2026-03-02T16:59:59Z", true)]
    [InlineData("2026-03-02T17:00:00Z", false)]
    [InlineData("2026-03-01T10:00:00Z", false)] // Sunday
    public void Hours_FromIncludedToExcluded(string now, bool works) => Check(works, now, "UTC", Shift(9, 17));

    [Theory]
    [InlineData("2026-03-27T08:00:00Z", true)] // Friday before the change: 09:00 in Berlin is 08:00 UTC
    [InlineData("2026-03-27T07:00:00Z", false)]
    [InlineData("2026-03-30T07:00:00Z", true)] // Monday after it: 09:00 is 07:00 UTC
    [InlineData("2026-03-30T15:00:00Z", false)]
    [InlineData("2026-10-23T07:00:00Z", true)]
    [InlineData("2026-10-26T07:00:00Z", false)] // back to winter
    [InlineData("2026-10-26T08:00:00Z", true)]
    public void Hours_AcrossDaylightSaving_FollowTheWallClock(string now, bool works) => Check(works, now, "Europe/Berlin", Shift(9, 17));

    [Theory]
    [InlineData("2026-03-28T23:30:00Z", true)] // Sunday 00:30 in Berlin
    [InlineData("2026-03-29T00:59:00Z", true)] // 01:59, then the clock jumps to 03:00
    [InlineData("2026-03-29T01:00:00Z", true)] // 03:00
    [InlineData("2026-03-29T02:00:00Z", false)] // 04:00
    [InlineData("2026-10-25T00:30:00Z", true)] // 02:30 summer time
    [InlineData("2026-10-25T01:30:00Z", true)] // 02:30 once more, winter time
    [InlineData("2026-10-25T03:00:00Z", false)] // 04:00
    public void Hours_InTheNightOfTheChange_Hold(string now, bool works) =>
        Check(works, now, "Europe/Berlin", new WorkingHours([DayOfWeek.Sunday], new TimeOnly(0, 0), new TimeOnly(4, 0)));

    [Theory]
    [InlineData("2026-03-06T21:59:00Z", false)]
    [InlineData("2026-03-06T22:00:00Z", true)] // Friday evening
    [InlineData("2026-03-07T05:59:00Z", true)] // Saturday morning belongs to Friday's shift
    [InlineData("2026-03-07T06:00:00Z", false)]
    [InlineData("2026-03-07T22:30:00Z", false)] // no shift begins on Saturday
    [InlineData("2026-03-02T03:00:00Z", false)] // nor has one begun on Sunday
    public void Hours_PastMidnight_BelongToTheDayTheyBegan(string now, bool works) => Check(works, now, "UTC", Shift(22, 6));

    [Theory]
    [InlineData("2026-03-02T23:59:59Z", true)]
    [InlineData("2026-03-03T00:00:00Z", false)]
    public void Hours_ToMidnight_EndThere(string now, bool works) => Check(works, now, "UTC", new WorkingHours([DayOfWeek.Monday], new TimeOnly(18, 0), TimeOnly.MinValue));

    [Theory]
    [InlineData("2026-03-02T12:30:00Z", false)]
    [InlineData("2026-03-02T13:00:00Z", true)]
    public void Hours_TwoShiftsADay_BothCount(string now, bool works) => Check(works, now, "UTC", Shift(8, 12), Shift(13, 17));

    [Theory]
    [InlineData("2026-03-02T23:00:00Z", false)] // the holiday's own shift does not begin
    [InlineData("2026-03-03T03:00:00Z", false)] // so it does not go on either
    [InlineData("2026-03-03T23:00:00Z", true)]
    [InlineData("2026-03-02T01:00:00Z", true)] // the shift of the evening before goes on
    public void Holiday_NoShiftBeginsOnIt(string now, bool works) => Check(
        works, now, "UTC", [new WorkingHours([.. Weekdays, DayOfWeek.Sunday], new TimeOnly(22, 0), new TimeOnly(6, 0))], new DateOnly(2026, 3, 2));

    [Fact]
    public void Holiday_RepWithoutHours_IsOffAllDayOfTheirOwn()
    {
        Check(false, "2026-03-02T10:00:00Z", "UTC", [], new DateOnly(2026, 3, 2));
        Check(true, "2026-03-02T12:00:00Z", "Pacific/Auckland", [], new DateOnly(2026, 3, 2)); // Tuesday there
    }

    [Fact]
    public void Holiday_Candidate_SaysWhichDay() => Assert.Equal(
        "holiday 2026-03-02",
        Route(OnlyRep(Rep("anna") with { Calendar = "uk", WorkingHours = [Shift(9, 17)] }, null, ("uk", [new DateOnly(2026, 3, 2)]))).Assignment.Candidates.Single().Detail);

    private static WorkingHours Shift(int from, int to) => new(Weekdays, new TimeOnly(from, 0), new TimeOnly(to, 0));

    private static void Check(bool works, string now, string timeZone, params WorkingHours[] hours) => Check(works, now, timeZone, hours, []);

    private static void Check(bool works, string now, string timeZone, WorkingHours[] hours, params DateOnly[] holidays) => Assert.Equal(
        works ? "chosen" : "outsideWorkingHours",
        CodeOf(
            Rep("anna") with { TimeZone = timeZone, WorkingHours = hours, Calendar = "days" },
            Facts(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)), calendars: ("days", holidays)));
}

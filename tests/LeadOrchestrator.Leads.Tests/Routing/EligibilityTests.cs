using LeadOrchestrator.Leads.Routing;
using static LeadOrchestrator.Leads.Tests.Routing.RoutingSample;

namespace LeadOrchestrator.Leads.Tests.Routing;

public sealed class EligibilityTests
{
    private static readonly RoutingRequirements Everything = new(["cloud"], Language: true, Territory: true);
    private static readonly DateOnly Monday = DateOnly.FromDateTime(Monday10.DateTime);

    /// <summary>A rep whom every filter keeps out; each step mends the first thing that is wrong.</summary>
    [Fact]
    public void Filters_SeveralApply_TheDocumentedOrderDecides()
    {
        var rep = Rep("anna") with
        {
            Active = false,
            OutOfOffice = [new Absence(Monday, Monday)],
            WorkingHours = [new WorkingHours([DayOfWeek.Sunday], new TimeOnly(9, 0), new TimeOnly(17, 0))],
            DailyCap = 1,
            OpenCap = 1,
            Territories = ["FR"],
        };
        var facts = Facts(loads: Loads(("anna", 1, 1, null)), excluded: "anna");
        var seen = new List<string>();
        foreach (var mend in new Func<Rep, Rep>[]
        {
            same => same,
            inactive => inactive with { Active = true },
            away => away with { OutOfOffice = [] },
            offHours => offHours with { WorkingHours = [] },
            capped => capped with { DailyCap = 2 },
            full => full with { OpenCap = 2 },
            unskilled => unskilled with { Skills = ["Cloud"] },
            speechless => speechless with { Languages = ["German"] },
            elsewhere => elsewhere with { Territories = ["Germany"] },
        })
        {
            rep = mend(rep);
            seen.Add(CodeOf(rep, facts, Lead("DE", language: "de-AT"), Everything));
        }

        Assert.Equal(ReasonCodes.Filters, seen);
        Assert.Equal("chosen", CodeOf(rep, facts with { Excluded = new HashSet<string>() }, Lead("DE", language: "de-AT"), Everything));
    }

    [Fact]
    public void Judge_MemberWhoIsNoRep_IsInactive()
    {
        var rules = RuleSetOf([new RoutingRule("all", null, "a", null)], [Team("a", RoutingStrategy.WeightedRoundRobin, null, ("ghost", 1))], []);

        var candidate = Route(rules).Assignment.Candidates.Single();

        Assert.Equal(("inactive", "not listed among the reps"), (candidate.Code, candidate.Detail));
    }

    [Theory]
    [InlineData(7, "chosen")]
    [InlineData(8, "dailyCap")]
    [InlineData(9, "dailyCap")]
    public void Judge_DailyCap_IsNeverExceeded(int today, string code) =>
        Assert.Equal(code, CodeOf(Rep("anna") with { DailyCap = 8 }, Facts(loads: Loads(("anna", today, 0, null)))));

    [Fact]
    public void Judge_DailyCapReached_TellsTheFigures() => Assert.Equal(
        "8 of 8 today",
        Route(OnlyRep(Rep("anna") with { DailyCap = 8 }), Facts(loads: Loads(("anna", 8, 0, null)))).Assignment.Candidates.Single().Detail);

    [Theory]
    [InlineData(-1, "chosen")]
    [InlineData(0, "outOfOffice")]
    [InlineData(2, "outOfOffice")]
    [InlineData(3, "chosen")]
    public void Judge_OutOfOffice_BothDaysIncluded(int day, string code) => Assert.Equal(
        code, CodeOf(Rep("anna") with { OutOfOffice = [new Absence(Monday, Monday.AddDays(2))] }, Facts(Monday10.AddDays(day))));

    [Theory]
    [InlineData("cloud, SALES", "chosen")]
    [InlineData("cloud", "missingSkill")]
    [InlineData("", "missingSkill")]
    public void Judge_Skills_AllAreNeededWhateverTheCase(string skills, string code) => Assert.Equal(
        code, CodeOf(Rep("anna") with { Skills = skills.Split(", ") }, requires: new RoutingRequirements(["Cloud", "Sales"], false, false)));

    [Theory]
    [InlineData("en;DE", "de", "chosen")]
    [InlineData("de", "de-AT", "chosen")]
    [InlineData("de-CH", "German", "chosen")]
    [InlineData("en", "de", "missingLanguage")]
    [InlineData("", "de", "missingLanguage")]
    [InlineData("", null, "chosen")]
    [InlineData("tlh", "TLH", "chosen")] // a tag that no table knows is compared as it is
    public void Judge_Language_IsComparedByMeaning(string spoken, string? asked, string code) => Assert.Equal(
        code, CodeOf(
            Rep("anna") with { Languages = spoken.Split(';', StringSplitOptions.RemoveEmptyEntries) }, lead: Lead(language: asked),
            requires: new RoutingRequirements([], Language: true, Territory: false)));

    [Theory]
    [InlineData("", null, null, "chosen")]
    [InlineData("IN", "India", null, "chosen")]
    [InlineData("india", "IN", null, "chosen")]
    [InlineData("IN", "DE", null, "outsideTerritory")]
    [InlineData("IN", null, null, "outsideTerritory")]
    [InlineData("Bavaria", "DE", "bavaria", "chosen")]
    [InlineData("Bavaria", "DE", "Saxony", "outsideTerritory")]
    [InlineData("US-CA", "United States", "CA", "chosen")]
    [InlineData("US-CA", "US", "NV", "outsideTerritory")]
    [InlineData("USA-California", "US", "California", "chosen")]
    [InlineData("Canada", "US", "CA", "outsideTerritory")]
    [InlineData("CA", "US", "CA", "outsideTerritory")] // a bare code that is a country's is the country
    [InlineData("IN", "US", "IN", "outsideTerritory")]
    [InlineData("Atlantis", "atlantis", null, "chosen")]
    public void Judge_Territory_IsComparedByMeaning(string territories, string? country, string? region, string code) => Assert.Equal(
        code, CodeOf(
            Rep("anna") with { Territories = territories.Split(';', StringSplitOptions.RemoveEmptyEntries) }, lead: Lead(country, region),
            requires: new RoutingRequirements([], Language: false, Territory: true)));
}

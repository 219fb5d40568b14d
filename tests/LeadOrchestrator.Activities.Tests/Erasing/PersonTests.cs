using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Tests.Erasing;

/// <summary>Ada's company has one number for everybody, and one address that she shares with nobody.</summary>
public sealed class PersonTests
{
    private const string Switchboard = "+493012345678";
    private readonly Person _ada = Person.Of("lead-4711", [Lead("lead-4711", "ada@example.com", Switchboard, "Ada", "Lovelace")]);

    [Theory]
    [InlineData("lead-4711", "new@example.com", null, null, null, true)] // the lead's own row, whatever else it says
    [InlineData(null, "ada@example.com", null, null, null, true)]
    [InlineData("other", "ADA@example.com", null, "Countess", null, true)]
    [InlineData(null, "bob@example.com", Switchboard, "Bob", "Babbage", false)] // a colleague
    [InlineData(null, "info@example.com", Switchboard, "Ada", "Lovelace", false)] // an address of its own: somebody else's, as far as anybody knows
    [InlineData(null, null, Switchboard, "Bob", "Babbage", false)]
    [InlineData(null, null, Switchboard, "Bob", "Lovelace", false)]
    [InlineData(null, null, Switchboard, null, null, false)]
    [InlineData(null, null, Switchboard, " ada", "LOVELACE", true)]
    [InlineData(null, null, "030 12345678", "Ada", "Lovelace", true)]
    [InlineData(null, null, "+493099999999", "Ada", "Lovelace", false)] // a namesake
    public void Is_ARow_GoesByLeadThenAddressThenNumberWithName(string? id, string? email, string? phone, string? first, string? last, bool expected) =>
        Assert.Equal(expected, _ada.Is(Lead(id, email, phone, first, last)));

    [Theory]
    [InlineData("x,Ada@Example.com,too,many", true)]
    [InlineData("<ada@example.com>.", true)]
    [InlineData("x,nada@example.com", false)]
    [InlineData("x,ada@example.community", false)]
    [InlineData("x,ada@example.com.au", false)]
    [InlineData("lead-4711;;", true)]
    [InlineData("lead-47110;;", false)]
    [InlineData("Bob;Babbage;030 12 34 56 78", false)]
    [InlineData("Ada;Lovelace;(030) 1234-5678;too;many", true)]
    [InlineData("Ada;Lovelaces;(030) 1234-5678;too;many", false)]
    [InlineData("Ada;Lovelace;bob@example.com;+493012345678", false)]
    [InlineData("Ada;Lovelace;+49301234;5678", false)] // digits of two cells are no number
    [InlineData("Ada;Lovelace;+4930123456789", false)]
    public void IsNamedIn_ARowThatCouldNotBeRead_GoesByAddressOrIdOrNumberWithName(string raw, bool expected) =>
        Assert.Equal(expected, _ada.IsNamedIn(raw));

    [Fact]
    public void IsNamedIn_ALeadOfWhomOnlyANumberIsKnown_ClaimsNobodysRow() =>
        Assert.False(Person.Of("n-0123456789", [Lead(null, null, Switchboard, null, null)]).IsNamedIn("Bob;Babbage;+493012345678;x"));

    [Fact]
    public void Is_BothAreNothingButANumber_IsTheSame() =>
        Assert.True(Person.Of("n-0123456789", [Lead(null, null, Switchboard, null, null)]).Is(Lead(null, null, Switchboard, null, null)));

    private static Lead Lead(string? id, string? email, string? phone, string? first, string? last) =>
        Some.Lead(id ?? "other") with { Id = id, Email = email?.ToLowerInvariant(), Phone = phone, FirstName = first, LastName = last };
}

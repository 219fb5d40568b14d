using LeadOrchestrator.Leads.Routing;
using static LeadOrchestrator.Leads.Tests.Routing.RoutingSample;

namespace LeadOrchestrator.Leads.Tests.Routing;

public sealed class OwnerKeysTests
{
    [Fact]
    public void For_EmailAndPhone_GivesPersonBeforeCompany() => Assert.Equal(
        ["email", "phone", "domain"],
        OwnerKeys.For(Lead(email: "ada@engines.example", phone: "+44 20 7946 0000")).Select(key => key.Split(':')[0]));

    [Fact]
    public void For_SameWrittenOtherwise_GivesTheSameKeys() => Assert.Equal(
        OwnerKeys.For(Lead(email: "ada@engines.example", phone: "+442079460000")),
        OwnerKeys.For(Lead(email: " Ada@Engines.EXAMPLE ", phone: "+44 (20) 7946-0000")));

    [Fact]
    public void For_Colleagues_ShareTheCompanyAlone() => Assert.Single(
        OwnerKeys.For(Lead(email: "ada@engines.example")).Intersect(OwnerKeys.For(Lead(email: "bob@engines.example"))));

    [Theory]
    [InlineData("ada@gmail.com")]
    [InlineData("ada@yahoo.co.uk")]
    [InlineData("ada@Hotmail.fr")]
    [InlineData("ada@outlook.com.br")]
    [InlineData("ada@web.de")]
    [InlineData("ada@localhost")]
    public void For_FreeMail_GivesNoCompany(string email) => Assert.DoesNotContain(OwnerKeys.For(Lead(email: email)), key => key.StartsWith("domain:", StringComparison.Ordinal));

    [Theory]
    [InlineData("ada@yahoo-consulting.com")]
    [InlineData("ada@mail.outlook-partners.de")]
    [InlineData("ada@live.engines.example")]
    public void For_LooksLikeFreeMail_IsACompany(string email) => Assert.Contains(OwnerKeys.For(Lead(email: email)), key => key.StartsWith("domain:", StringComparison.Ordinal));

    [Fact]
    public void For_Keys_ShowNothingOfThePerson() => Assert.All(
        OwnerKeys.For(Lead(email: "ada@engines.example", phone: "+442079460000")),
        key => Assert.Matches("^(email|phone|domain):[0-9a-f]{32}$", key));

    [Fact]
    public void For_NothingKnown_GivesNone() => Assert.Empty(OwnerKeys.For(Lead(email: null, phone: "n/a")));
}

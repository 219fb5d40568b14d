using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Tests.Intake;

public sealed class PhoneTextTests
{
    [Theory]
    [InlineData("(212) 555-0123", "US", "+12125550123")]
    [InlineData("212.555.0123", "United States", "+12125550123")]
    [InlineData("+1 212 555 0123", null, "+12125550123")]
    [InlineData("020 7946 0958", "United Kingdom", "+442079460958")]
    [InlineData("030 23125 123", "Deutschland", "+493023125123")]
    [InlineData("+44 20 7946 0958", "US", "+442079460958")]
    [InlineData("+1 415 555 0142 ext. 7", "US", "+14155550142;ext=7")]
    public void Normalize_Understood_IsE164(string phone, string? country, string expected) => Assert.Equal(expected, PhoneText.Normalize(phone, country));

    [Theory]
    [InlineData("020 7946 0958", null)]
    [InlineData("212 555 0123", "Atlantis")]
    [InlineData("12345", "US")]
    public void Normalize_NotUnderstood_StaysAsGiven(string phone, string? country) => Assert.Equal(phone, PhoneText.Normalize(phone, country));

    [Theory]
    [InlineData("+14155550142;ext=7")]
    [InlineData("+12125550123")]
    public void Normalize_AlreadyNormal_StaysTheSame(string phone)
    {
        Assert.Null(PhoneText.Check(phone));
        Assert.Equal(phone, PhoneText.Normalize(phone, null));
    }

    [Theory]
    [InlineData("+442079460958", "GB")]
    [InlineData("020 7946 0958", null)]
    public void CountryOf_Number_IsThatOfItsCode(string phone, string? expected) => Assert.Equal(expected, PhoneText.CountryOf(phone));
}

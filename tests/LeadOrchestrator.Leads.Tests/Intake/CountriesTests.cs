using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Tests.Intake;

public sealed class CountriesTests
{
    [Theory]
    [InlineData("US", "US")]
    [InlineData("usa", "US")]
    [InlineData("United States", "US")]
    [InlineData("United States of America", "US")]
    [InlineData("UK", "GB")]
    [InlineData("England", "GB")]
    [InlineData(" deutschland ", "DE")]
    [InlineData("South Korea", "KR")]
    [InlineData("UAE", "AE")]
    [InlineData("日本", "JP")]
    [InlineData("Hong Kong", "HK")]
    [InlineData("Russia", "RU")]
    [InlineData("Vietnam", "VN")]
    [InlineData("Turkey", "TR")]
    [InlineData("Kosovo", "XK")]
    [InlineData("Atlantis", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void CodeOf_NameOrCode_IsFound(string? country, string? code) => Assert.Equal(code, Countries.CodeOf(country));

    [Theory]
    [InlineData("India", "IN", true)]
    [InlineData("IND", "bharat", true)]
    [InlineData("India", "Indonesia", false)]
    [InlineData("Atlantis", "ATLANTIS", true)]
    [InlineData("Atlantis", "Mu", false)]
    [InlineData(null, null, false)]
    [InlineData("India", null, false)]
    public void Same_TwoTexts_AreComparedByMeaning(string? left, string? right, bool same) => Assert.Equal(same, Countries.Same(left, right));

    [Theory]
    [InlineData("German", "de")]
    [InlineData("Deutsch", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("pt_BR", "pt")]
    [InlineData("zho", "zh")]
    [InlineData("日本語", "ja")]
    [InlineData("Atlantean", null)]
    [InlineData(null, null)]
    public void LanguagesCodeOf_NameOrTag_IsFound(string? language, string? code) => Assert.Equal(code, Languages.CodeOf(language));

    [Theory]
    [InlineData("German", "de-CH", true)]
    [InlineData("French", "fr-CA", true)]
    [InlineData("French", "de", false)]
    [InlineData("Atlantean", "atlantean", true)]
    [InlineData(null, null, false)]
    public void LanguagesSame_TwoTexts_AreComparedByMeaning(string? left, string? right, bool same) => Assert.Equal(same, Languages.Same(left, right));
}

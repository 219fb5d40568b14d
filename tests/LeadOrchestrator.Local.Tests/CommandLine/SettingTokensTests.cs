using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.CommandLine;

public sealed class SettingTokensTests
{
    [Fact]
    public void Normalize_BothWaysOfWriting_GiveTheSame() => Assert.Equal(
        ["--A:B=1", "--C:D=2", "--E:F=x=y"],
        SettingTokens.Normalize(["--A:B", "1", "--C:D=2", "--E:F=x=y"]));

    [Fact]
    public void Problems_SettingsOnly_HasNone() => Assert.Empty(SettingTokens.Problems(["--A:B", "1", "--C:D=2"], []));

    [Fact]
    public void Problems_OptionMisspelt_NamesTheNearest() =>
        Assert.Equal(["'--dta=x' is not understood. Did you mean --data?"], SettingTokens.Problems(["--dta=x"], ["--data", "--urls"]));
}

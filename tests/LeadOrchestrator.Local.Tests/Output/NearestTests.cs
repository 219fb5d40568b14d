using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.Tests.Output;

public sealed class NearestTests
{
    [Theory]
    [InlineData("staus", "status")]
    [InlineData("LIST", "list")]
    [InlineData("Engine:MaxPendingWrok", "Engine:MaxPendingWork")]
    public void Of_Misspelt_GivesWhatWasMeant(string written, string meant) =>
        Assert.Equal(meant, Nearest.Of(written, ["list", "status", "purge", "Engine:MaxPendingWork"]));

    [Fact]
    public void Of_NothingAlike_GivesNull() => Assert.Null(Nearest.Of("xylophone", ["list", "status"]));

    [Fact]
    public void Of_NoNames_GivesNull() => Assert.Null(Nearest.Of("list", []));
}

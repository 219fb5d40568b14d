using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.Tests.Output;

public sealed class WordsTests
{
    [Theory]
    [InlineData("00:00:00.0008500", "850 µs")]
    [InlineData("00:00:00.0123000", "12.3 ms")]
    [InlineData("00:00:00.2500000", "250 ms")]
    [InlineData("00:00:04.2000000", "4.20 s")]
    [InlineData("00:03:20", "3 min 20 s")]
    [InlineData("05:30:00", "5 h 30 min")]
    [InlineData("2.04:00:00", "2 d 4 h")]
    public void Duration_AnyLength_UsesTheUnitThatSuits(string time, string expected) =>
        Assert.Equal(expected, Words.Duration(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Safe_MarkupAndControlCharacters_AreShownAndDoNothing() =>
        Assert.Equal("[[red]] bell  end", Words.Safe("[red] bell\a\u001bend"));

    [Fact]
    public void Spaced_Name_IsWrittenAsPeopleDo() => Assert.Equal("call now", Words.Spaced(FollowUpAction.CallNow));
}

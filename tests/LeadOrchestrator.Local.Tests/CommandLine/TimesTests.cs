using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.CommandLine;

public sealed class TimesTests
{
    [Theory]
    [InlineData("90m", "01:30:00")]
    [InlineData("12h", "12:00:00")]
    [InlineData("30d", "30.00:00:00")]
    [InlineData("2w", "14.00:00:00")]
    public void ParseSpan_NumberAndUnit_IsThatLong(string text, string expected)
    {
        var option = new System.CommandLine.Option<TimeSpan?>("--age") { CustomParser = Times.ParseSpan };
        var command = new System.CommandLine.RootCommand { option };

        Assert.Equal(TimeSpan.Parse(expected, null), command.Parse(["--age", text]).GetValue(option));
    }

    [Theory]
    [InlineData("2026-01-31", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T14:30:00+02:00", "2026-01-31T12:30:00Z")]
    public void Parse_DateOrTime_IsUtcUnlessItNamesAnOffset(string text, string expected)
    {
        var option = new System.CommandLine.Option<DateTimeOffset?>("--from") { CustomParser = Times.Parse };
        var command = new System.CommandLine.RootCommand { option };

        Assert.Equal(DateTimeOffset.Parse(expected, null), command.Parse(["--from", text]).GetValue(option));
    }
}

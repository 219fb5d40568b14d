using CsCheck;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Leads.Tests.Timelines;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.0001, "0 ms")]
    [InlineData(0.85, "850 µs")]
    [InlineData(1, "1 ms")]
    [InlineData(12.34, "12.3 ms")]
    [InlineData(99.97, "100 ms")]
    [InlineData(999.7, "1 s")]
    [InlineData(1250, "1.25 s")]
    [InlineData(59_960, "1 min")]
    [InlineData(60_000, "1 min")]
    [InlineData(80_000, "1 min 20 s")]
    [InlineData(3_599_900, "1 h")]
    [InlineData(7_500_000, "2 h 5 min")]
    [InlineData(86_399_999, "1 d")]
    [InlineData(187_200_000, "2 d 4 h")]
    [InlineData(-1500, "-1.5 s")]
    [InlineData(double.NaN, "unknown")]
    public void Of_Duration_ReadsAsPeopleSayIt(double ms, string expected) => Assert.Equal(expected, DurationText.Of(ms));

    [Fact]
    public void Of_AnyDuration_NeverSaysSixtyOfAUnit() =>
        Gen.Double[0, 1e9].Sample(ms => Assert.DoesNotMatch("(?<![0-9.,])(60 s|60 min|24 h|1000 ms|1000 µs)", DurationText.Of(ms)));
}

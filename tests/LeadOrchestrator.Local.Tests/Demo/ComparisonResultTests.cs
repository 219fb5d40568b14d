using LeadOrchestrator.Local.Demo;
using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.Tests.Demo;

public sealed class ComparisonResultTests
{
    [Fact]
    public void Saving_OfBothWays_IsMeasuredAndPredictedApart()
    {
        var result = Result(sequentialWall: 400, parallelWall: 200, sum: 300, criticalPath: 100);

        Assert.Equal((0.5, 1 - (1 / 3.0)), (result.Measured, result.Predicted));
        Assert.Equal((100, 100), (result.Sequential.Overhead.TotalMilliseconds, result.Parallel.Overhead.TotalMilliseconds));
    }

    [Theory]
    [InlineData(320, 110, 300, 100, null)]
    [InlineData(400, 180, 300, 100, "this machine is busy")]
    [InlineData(400, 500, 300, 100, "At once took longer here")]
    public void Report_SaysWhenTheMachineHidesTheSaving(int sequentialWall, int parallelWall, int sum, int criticalPath, string? expected)
    {
        using var text = new StringWriter();

        new DemoReport(CommandOutput.To(text, text, json: false).Console).Comparison(Result(sequentialWall, parallelWall, sum, criticalPath));

        Assert.Contains("measured", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("66.7% predicted", text.ToString(), StringComparison.Ordinal);
        if (expected is not null) Assert.Contains(expected, text.ToString(), StringComparison.Ordinal);
        else Assert.DoesNotContain("machine", text.ToString(), StringComparison.Ordinal);
    }

    private static ComparisonResult Result(int sequentialWall, int parallelWall, int sum, int criticalPath) => new(
        19, TimeSpan.FromMilliseconds(100),
        new(TimeSpan.FromMilliseconds(sequentialWall), TimeSpan.FromMilliseconds(sum)), new(TimeSpan.FromMilliseconds(parallelWall), TimeSpan.FromMilliseconds(criticalPath)));
}

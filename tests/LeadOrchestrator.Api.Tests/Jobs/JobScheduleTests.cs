using System.Globalization;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Tests.Jobs;

public sealed class JobScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z")]
    [InlineData("30 30 2 * * *", "2026-03-01T10:00:00Z", "2026-03-02T02:30:30Z")]
    [InlineData("0 0 7 * * 1-5", "2026-03-06T08:00:00Z", "2026-03-09T07:00:00Z")]
    public void Next_AnExpression_IsTheFirstTimeAfter(string expression, string after, string expected)
    {
        Assert.True(JobSchedule.TryParse(expression, out var schedule));
        Assert.Equal(Time(expected), schedule.Next(Time(after)));
    }

    [Fact]
    public void Next_Disabled_IsNever()
    {
        Assert.True(JobSchedule.TryParse(" Disabled ", out var schedule));
        Assert.Null(schedule.Next(DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 0 7 * *")]
    [InlineData("61 * * * * *")]
    [InlineData("daily")]
    public async Task Start_ABadExpression_IsRefusedNamingTheSetting(string expression)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => ApiHost.StartAsync(new Dictionary<string, string?> { ["Schedules:RetentionPurge"] = expression }));

        Assert.Contains("Schedules:RetentionPurge", exception.Message, StringComparison.Ordinal);
        Assert.Contains("six fields", exception.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

using LeadOrchestrator.Durability;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Engine.Tests;

public sealed class LogLimiterTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void TryTake_TheSameWithinAMinute_IsHeldBackAndCountedAfterIt()
    {
        var limiter = new LogLimiter(_clock);

        Assert.True(limiter.TryTake("full", out var first));
        for (var i = 0; i < 5; i++) Assert.False(limiter.TryTake("full", out _));
        _clock.Advance(LogLimiter.Interval);

        Assert.True(limiter.TryTake("full", out var second));
        Assert.Equal(("", " (5 more since the last such line)"), (first, second));
        _clock.Advance(LogLimiter.Interval);
        Assert.True(limiter.TryTake("full", out var third));
        Assert.Empty(third);
    }

    [Fact]
    public void TryTake_AnotherMessage_IsLetThrough()
    {
        var limiter = new LogLimiter(_clock);

        Assert.True(limiter.TryTake("full", out _));
        Assert.True(limiter.TryTake("read-only", out _));
    }

    [Fact]
    public void TryTake_VeryManyMessages_KeepsNoMoreThanItMust()
    {
        var limiter = new LogLimiter(_clock);
        limiter.TryTake("first", out _);

        for (var i = 0; i < 200; i++) limiter.TryTake($"{i}", out _);

        Assert.True(limiter.TryTake("first", out _));
    }
}

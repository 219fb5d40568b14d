using LeadOrchestrator.Durability;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Engine.Tests;

public sealed class TimerTests
{
    private static readonly Orchestration<int, string> Sleep = new("Sleep");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task CreateTimer_FarAway_WaitsOnDiskOnlyAndFiresInTime()
    {
        await using var engine = await StartAsync();
        await engine.Client.StartAsync(Sleep, 30 * 24 * 60, "far");
        await engine.Client.StartAsync(Sleep, 2, "near");
        Assert.Equal(1, engine.Engine.Runtime.Timers.Count);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("\"2026-01-01 00:02\"", (await engine.EndOf("near")).SerializedOutput);
        for (var i = 0; i < 30 * 24; i++) _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("\"2026-01-31 00:02\"", (await engine.EndOf("far")).SerializedOutput);
        Assert.Equal(0, TimersOnDisk(engine));
    }

    [Fact]
    public async Task CreateTimer_JustBeforeItIsDue_HasNotFired()
    {
        await using var engine = await StartAsync();
        await engine.Client.StartAsync(Sleep, 60, "one");
        _clock.Advance(TimeSpan.FromMinutes(59.99));
        Assert.Equal(RuntimeStatus.Running, (await engine.Client.GetInstanceAsync("one"))!.RuntimeStatus);
        Assert.Equal(1, TimersOnDisk(engine));
        _clock.Advance(TimeSpan.FromMinutes(0.02));
        Assert.Equal(RuntimeStatus.Completed, (await engine.EndOf("one")).RuntimeStatus);
    }

    [Fact]
    public async Task CreateTimer_ManyDueAtOnce_AllFire()
    {
        await using var engine = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => engine.Client.StartAsync(Sleep, 600, $"s{i}")));
        await engine.StopAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        await engine.StartAsync();
        for (var i = 0; i < 300; i++) Assert.Equal(RuntimeStatus.Completed, (await engine.EndOf($"s{i}")).RuntimeStatus);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("terminate")]
    [InlineData("terminateCold")]
    [InlineData("complete")]
    [InlineData("continue")]
    public async Task Timer_NoLongerWaitedFor_IsRemovedFromDisk(string how)
    {
        await using var engine = new TestEngine { Clock = _clock };
        var main = new Orchestration<string, string>("Main");
        engine.AddOrchestration(main, async (context, input) =>
        {
            using var cancellation = new CancellationTokenSource();
            if (input == "again") return await context.WaitForExternalEvent<string>("End");
            var timer = context.CreateTimer(TimeSpan.FromDays(9), cancellation.Token);
            await context.WaitForExternalEvent<string>("Go");
#pragma warning disable CA1849 // CancelAsync leaves the turn's thread
            if (how == "cancel") cancellation.Cancel();
#pragma warning restore CA1849
            if (how == "continue") context.ContinueAsNew("again");
            if (how == "cancel") await context.WaitForExternalEvent<string>("End");
            return "";
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(main, "x", "one");
        Assert.Equal(1, TimersOnDisk(engine));
        if (how == "terminateCold") await engine.RestartAsync();
        if (how.StartsWith("terminate", StringComparison.Ordinal)) await engine.Client.TerminateInstanceAsync("one");
        else await engine.Client.RaiseEventAsync("one", "Go", "");
        Assert.Equal(0, TimersOnDisk(engine));
    }

    [Fact]
    public async Task RetryPolicy_BackOff_WaitsAsSpecified()
    {
        var times = new List<TimeSpan>();
        var start = _clock.GetUtcNow();
        var failed = new SemaphoreSlim(0);
        await using var engine = new TestEngine { Clock = _clock };
        var main = new Orchestration<string, string>("Main");
        var step = new Activity<string, string>("Step");
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(10), 3, MaxRetryInterval: TimeSpan.FromSeconds(60));
        engine.AddOrchestration(main, (context, input) => context.CallActivityAsync(step, input, policy));
        engine.AddActivity(step, (_, _, _) =>
        {
            times.Add(_clock.GetUtcNow() - start);
            failed.Release();
            throw new TimeoutException();
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(main, "x", "one");
        for (var i = 0; i < 5; i++)
        {
            await failed.WaitAsync();
            while (i < 4 && engine.Engine.Runtime.Timers.Count == 0) await Task.Yield();
            _clock.Advance(TimeSpan.FromSeconds(i switch { 0 => 10, 1 => 30, _ => 60 }));
        }

        Assert.Equal(RuntimeStatus.Failed, (await engine.EndOf("one")).RuntimeStatus);
        Assert.Equal([0, 10, 40, 100, 160], times.Select(time => time.TotalSeconds));
    }

    private async Task<TestEngine> StartAsync()
    {
        var engine = new TestEngine { Clock = _clock };
        engine.AddOrchestration(Sleep, async (context, minutes) =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
            return context.CurrentUtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        });
        await engine.StartAsync();
        return engine;
    }

    private static long TimersOnDisk(TestEngine engine) =>
        engine.Engine.Runtime.File.Read(session => session.Scalar<long>("SELECT count(*) FROM timers"));
}

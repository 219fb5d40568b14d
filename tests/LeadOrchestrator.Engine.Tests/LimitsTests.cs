using System.ComponentModel.DataAnnotations;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Engine.Tests;

public sealed class LimitsTests
{
    private static readonly Orchestration<string, string> Main = new("Main");
    private static readonly Activity<string, string> Step = new("Step");

    [Fact]
    public async Task Start_QueuesFull_IsRefusedWithRetryAfterAndAcceptedLater()
    {
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var log = new ListLoggerFactory();
        await using var engine = new TestEngine
        {
            Options = { MaxPendingWork = 5, MaxConcurrentActivities = 1, OverloadRetryAfter = TimeSpan.FromSeconds(7) },
            Clock = new FakeTimeProvider(),
            LoggerFactory = log,
        };
        AddOneStep(engine, () => leave.Task);
        await engine.StartAsync();
        var accepted = 0;
        OverloadedException? refused = null;
        for (; refused is null && accepted < 100; accepted++)
        {
            refused = await Record.ExceptionAsync(() => engine.Client.StartAsync(Main, "x", $"i{accepted}")) as OverloadedException;
        }

        Assert.Equal(TimeSpan.FromSeconds(7), refused!.RetryAfter);
        await Assert.ThrowsAsync<OverloadedException>(() => engine.Client.StartAsync(Main, "x", "again"));
        Assert.Single(log.Messages, message => message.StartsWith("A start was refused", StringComparison.Ordinal));
        Assert.Null(await engine.Client.GetInstanceAsync($"i{accepted - 1}"));
        leave.SetResult();
        for (var i = 0; i < accepted - 1; i++) await engine.EndOf($"i{i}");
        while (engine.Engine.Runtime.PendingWork > 0) await Task.Yield();
        Assert.True((await engine.Client.StartAsync(Main, "x", "later")).Created);
    }

    [Fact]
    public async Task MaxConcurrentActivities_ManyScheduled_IsNeverExceededAndAllRun()
    {
        var (running, most, total) = (0, 0, 0);
        var gate = new Lock();
        await using var engine = new TestEngine { Options = { MaxConcurrentActivities = 3 } };
        engine.AddOrchestration(Main, async (context, _) => $"{(await Task.WhenAll(Enumerable.Range(0, 40).Select(i => context.CallActivityAsync(Step, $"{i}")))).Length}");
        engine.AddActivity(Step, async (_, input, _) =>
        {
            lock (gate) most = Math.Max(most, ++running);
            await Task.Yield();
            lock (gate)
            {
                running--;
                total++;
            }

            return input;
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        Assert.Equal("\"40\"", (await engine.EndOf("one")).SerializedOutput);
        Assert.Equal(40, total);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task IdleEviction_Waiting_LeavesMemoryAndComesBack()
    {
        var clock = new FakeTimeProvider();
        await using var engine = new TestEngine { Clock = clock, Options = { IdleEviction = TimeSpan.FromSeconds(10) } };
        engine.AddOrchestration(Main, async (context, _) => await context.WaitForExternalEvent<string>("A") + await context.WaitForExternalEvent<string>("B"));
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.Client.RaiseEventAsync("one", "A", "a");
        Assert.Equal(1, engine.Engine.Runtime.Table.Count);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, engine.Engine.Runtime.Table.Count);
        await engine.Client.RaiseEventAsync("one", "B", "b");
        Assert.Equal("\"ab\"", (await engine.EndOf("one")).SerializedOutput);
    }

    [Fact]
    public async Task MaxResidentInstances_Exceeded_WaitingOnesLeaveAtOnce()
    {
        await using var engine = new TestEngine { Options = { MaxResidentInstances = 10 } };
        engine.AddOrchestration(Main, (context, _) => context.WaitForExternalEvent<string>("Go"));
        await engine.StartAsync();
        for (var i = 0; i < 100; i++) await engine.Client.StartAsync(Main, "x", $"i{i}");
        while (engine.Engine.Runtime.PendingTurns > 0) await Task.Yield();
        Assert.InRange(engine.Engine.Runtime.Table.Count, 0, 11);
        for (var i = 0; i < 100; i++) await engine.Client.RaiseEventAsync($"i{i}", "Go", $"{i}");
        for (var i = 0; i < 100; i++) Assert.Equal($"\"{i}\"", (await engine.EndOf($"i{i}")).SerializedOutput);
    }

    [Fact]
    public async Task IdleEviction_ActivityRuns_StaysSoThatItRunsOnce()
    {
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        await using var engine = new TestEngine { Options = { IdleEviction = TimeSpan.Zero } };
        AddOneStep(engine, () =>
        {
            Interlocked.Increment(ref runs);
            return leave.Task;
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.Client.RaiseEventAsync("one", "Nothing", "");
        await engine.Client.RaiseEventAsync("one", "Nothing", "");
        leave.SetResult();
        await engine.EndOf("one");
        Assert.Equal(1, runs);
    }

    [Theory]
    [InlineData(nameof(EmbeddedEngineOptions.DatabasePath))]
    [InlineData(nameof(EmbeddedEngineOptions.MaxConcurrentActivities))]
    [InlineData(nameof(EmbeddedEngineOptions.IdleEviction))]
    public async Task StartAsync_WrongSetting_IsNamed(string setting)
    {
        var options = new EmbeddedEngineOptions();
        if (setting == nameof(options.DatabasePath)) options.DatabasePath = "";
        else if (setting == nameof(options.MaxConcurrentActivities)) options.MaxConcurrentActivities = 0;
        else options.IdleEviction = TimeSpan.FromDays(-1);
        var refused = await Assert.ThrowsAsync<ValidationException>(() => EmbeddedEngine.StartAsync(options, new()));
        Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NameRegisteredTwice_IsRefusedNamingIt()
    {
        var registry = new EngineRegistry().AddOrchestration(Main, (_, _) => Task.FromResult("")).AddOrchestration(Main, (_, _) => Task.FromResult(""));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => EmbeddedEngine.StartAsync(new(), registry));
        Assert.Contains("orchestration 'Main'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_InMemory_IsRefusedUnlessAllowed()
    {
        await Assert.ThrowsAsync<StorageException>(() => EmbeddedEngine.StartAsync(new() { DatabasePath = ":memory:" }, new()));
        var registry = new EngineRegistry().AddOrchestration(Main, (_, input) => Task.FromResult(input));
        await using var engine = await EmbeddedEngine.StartAsync(new() { DatabasePath = ":memory:", AllowInMemory = true }, registry);
        await engine.Client.StartAsync(Main, "x", "one");
        Assert.Equal("\"x\"", (await engine.Client.WaitForInstanceCompletionAsync("one", CancellationToken.None))!.SerializedOutput);
    }

    private static void AddOneStep(TestEngine engine, Func<Task> step)
    {
        engine.AddOrchestration(Main, (context, input) => context.CallActivityAsync(Step, input));
        engine.AddActivity(Step, async (_, input, _) =>
        {
            await step();
            return input;
        });
    }
}

using LeadOrchestrator.Durability;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Engine.Tests;

public sealed class RecoveryTests
{
    private static readonly Orchestration<string, string> Main = new("Main");
    private static readonly Orchestration<string, string> Child = new("Child");
    private static readonly Activity<string, string> First = new("First");
    private static readonly Activity<string, string> Second = new("Second");

    [Fact]
    public async Task Restart_ActivityWithoutResult_RunsItAgainAndNotTheOneBefore()
    {
        var (first, second) = (0, 0);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var engine = new TestEngine();
        engine.AddOrchestration(Main, async (context, input) => await context.CallActivityAsync(Second, await context.CallActivityAsync(First, input)));
        engine.AddActivity(First, (_, input, _) => Task.FromResult(input + Interlocked.Increment(ref first)));
        engine.AddActivity(Second, async (_, input, token) =>
        {
            if (Interlocked.Increment(ref second) > 1) return input + "done";
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return "never";
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await entered.Task;
        await engine.KillAsync();
        await engine.StartAsync();
        Assert.Equal("\"x1done\"", (await engine.EndOf("one")).SerializedOutput);
        Assert.Equal((1, 2), (first, second));
    }

    [Fact]
    public async Task Restart_WaitingForAnEvent_StaysOnDiskUntilTheEventComes()
    {
        await using var engine = new TestEngine();
        engine.AddOrchestration(Main, (context, _) => context.WaitForExternalEvent<string>("Go"));
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.RestartAsync();
        await engine.Engine.Recovery;
        Assert.Equal(0, engine.Engine.Runtime.Table.Count);
        await engine.Client.RaiseEventAsync("one", "Go", "went");
        Assert.Equal("\"went\"", (await engine.EndOf("one")).SerializedOutput);
    }

    [Fact]
    public async Task Restart_TimerWasDueMeanwhile_FiresAtOnce()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await using var engine = new TestEngine { Clock = clock };
        engine.AddOrchestration(Main, async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
            return context.CurrentUtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture);
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.StopAsync();
        clock.Advance(TimeSpan.FromDays(3));
        await engine.StartAsync();
        Assert.Equal("\"2026-01-04T00:00:00\"", (await engine.EndOf("one")).SerializedOutput);
    }

    [Fact]
    public async Task Restart_ChildEndedUnheard_ParentLearnsOfIt()
    {
        // The child's last write is committed, and the process dies before the parent hears of it.
        await using var engine = new TestEngine();
        engine.AddOrchestration(Main, (context, input) => context.CallSubOrchestrationAsync(Child, input, "kid"));
        engine.AddOrchestration(Child, (context, _) => context.WaitForExternalEvent<string>("Go"));
        engine.Wrap = file => new Crashes.CrashingFile(file, 3, afterCommit: true);
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        var raised = engine.Client.RaiseEventAsync("kid", "Go", "went");
        while (!raised.IsCompleted && engine.Engine.Runtime.Store.Find("kid") is not { IsEnded: true }) await Task.Yield();
        await engine.KillAsync();
        engine.Wrap = file => file;
        await engine.StartAsync();
        if ((await engine.Client.GetInstanceAsync("kid"))!.RuntimeStatus != RuntimeStatus.Completed) await engine.Client.RaiseEventAsync("kid", "Go", "went");
        Assert.Equal("\"went\"", (await engine.EndOf("one")).SerializedOutput);
    }

    [Fact]
    public async Task Restart_ParentWasTerminated_TerminatesTheChildThatHeardNothing()
    {
        await using var engine = new TestEngine();
        engine.AddOrchestration(Main, (context, input) => context.CallSubOrchestrationAsync(Child, input, "kid"));
        engine.AddOrchestration(Child, (context, _) => context.WaitForExternalEvent<string>("Go"));
        Crashes.CrashingFile? file = null;
        engine.Wrap = inner => file = new(inner, 4, afterCommit: true);
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.Client.RaiseEventAsync("kid", "Other", "");
        _ = engine.Client.TerminateInstanceAsync("one"); // writes 1 and 2 start the two, 3 is the event
        await file!.Crashed;
        await engine.KillAsync();
        engine.Wrap = inner => inner;
        await engine.StartAsync();
        Assert.Equal(RuntimeStatus.Terminated, (await engine.EndOf("one")).RuntimeStatus);
        Assert.Equal(RuntimeStatus.Terminated, (await engine.EndOf("kid")).RuntimeStatus);
    }

    [Fact]
    public async Task Start_FileInUse_IsRefusedNamingIt()
    {
        await using var engine = new TestEngine();
        await engine.StartAsync();
        var refused = await Assert.ThrowsAsync<StorageException>(() => Hosting.EmbeddedEngine.StartAsync(engine.Options, engine.Registry));
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ActivityRuns_IsAwaitedAndItsResultKept()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        await using var engine = new TestEngine { Options = { ShutdownTimeout = TimeSpan.FromSeconds(20) } };
        engine.AddOrchestration(Main, (context, input) => context.CallActivityAsync(First, input));
        engine.AddActivity(First, async (_, input, _) =>
        {
            runs++;
            entered.SetResult();
            await leave.Task;
            return input;
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await entered.Task;
        var stop = engine.StopAsync();
        Assert.False(stop.IsCompleted);
        leave.SetResult();
        await stop;
        await engine.StartAsync();
        Assert.Equal(("\"x\"", 1), ((await engine.EndOf("one")).SerializedOutput, runs));
    }

    [Fact]
    public async Task Stop_ActivityDoesNotEnd_IsCancelledAndRunsAgain()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        await using var engine = new TestEngine { Options = { ShutdownTimeout = TimeSpan.FromMilliseconds(1) } };
        engine.AddOrchestration(Main, (context, input) => context.CallActivityAsync(First, input));
        engine.AddActivity(First, async (_, input, token) =>
        {
            entered.TrySetResult();
            if (Interlocked.Increment(ref runs) == 1) await Task.Delay(Timeout.Infinite, token);
            return input;
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await entered.Task;
        await engine.RestartAsync();
        Assert.Equal(("\"x\"", 2), ((await engine.EndOf("one")).SerializedOutput, runs));
    }
}

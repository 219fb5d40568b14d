using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Tests;

public sealed class DeterminismTests
{
    private static readonly Orchestration<string, string> Main = new("Main");
    private static readonly Activity<string, string> Old = new("Old");
    private static readonly Activity<string, string> New = new("New");

    [Fact]
    public async Task Replay_CodeDecidesOtherwise_SuspendsNamingBothAndGoesOnAfterTheFix()
    {
        await using var engine = new TestEngine();
        Deploy(engine, Old);
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.Client.RaiseEventAsync("one", "First", "1");
        await engine.StopAsync();

        engine.Redeploy();
        Deploy(engine, New);
        await engine.StartAsync();
        Assert.Equal(ManageResult.Accepted, await engine.Client.RaiseEventAsync("one", "Second", "2"));
        var held = (await engine.Client.GetInstanceAsync("one"))!;
        Assert.Equal(RuntimeStatus.Suspended, held.RuntimeStatus);
        Assert.Contains("TaskScheduled 'Old' #0", Text(held.SerializedOutput), StringComparison.Ordinal);
        Assert.Contains("TaskScheduled 'New' #0", Text(held.SerializedOutput), StringComparison.Ordinal);
        await engine.Client.ResumeInstanceAsync("one");
        Assert.Equal(RuntimeStatus.Suspended, (await engine.Client.GetInstanceAsync("one"))!.RuntimeStatus);
        await engine.StopAsync();

        engine.Redeploy();
        Deploy(engine, Old);
        await engine.StartAsync();
        Assert.Equal(RuntimeStatus.Suspended, (await engine.Client.GetInstanceAsync("one"))!.RuntimeStatus);
        await engine.Client.ResumeInstanceAsync("one", "mended");
        Assert.Equal("\"Old,1,2\"", (await engine.EndOf("one")).SerializedOutput);
    }

    [Fact]
    public async Task Start_UnknownOrchestration_SuspendsUntilItIsDeployed()
    {
        await using var engine = new TestEngine();
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.Client.RaiseEventAsync("one", "First", "1");
        var held = (await engine.Client.GetInstanceAsync("one"))!;
        Assert.Equal(RuntimeStatus.Suspended, held.RuntimeStatus);
        Assert.Contains("'Main'", Text(held.SerializedOutput), StringComparison.Ordinal);
        await engine.StopAsync();
        Deploy(engine, Old);
        await engine.StartAsync();
        await engine.Client.ResumeInstanceAsync("one");
        await engine.Client.RaiseEventAsync("one", "Second", "2");
        Assert.Equal("\"Old,1,2\"", (await engine.EndOf("one")).SerializedOutput);
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("run")]
    [InlineData("configureAwait")]
    [InlineData("yieldToPool")]
    [InlineData("cancelAsync")]
    public async Task Await_SomethingNotDurable_FailsClearly(string how)
    {
        await using var engine = new TestEngine();
        using var delay = new CancellationTokenSource();
        var turnEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.AddOrchestration(Main, async (context, _) =>
        {
            var durable = context.WaitForExternalEvent<string>("Never");
            switch (how)
            {
                case "delay":
                    await Task.Delay(TimeSpan.FromDays(1), delay.Token);
                    break;
                case "run":
                    await Task.Run(() => turnEnded.Task);
                    break;
                case "configureAwait":
                    await Task.Run(() => turnEnded.Task).ConfigureAwait(false);
                    await context.CallActivityAsync(Old, "");
                    break;
                case "yieldToPool":
                    await new TaskCompletionSource<string>().Task;
                    break;
                case "cancelAsync":
                    using (var cancellation = new CancellationTokenSource())
                    {
                        cancellation.Token.Register(() => turnEnded.Task.Wait());
                        var timer = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
                        await cancellation.CancelAsync();
                        await timer;
                    }

                    break;
            }

            return await durable;
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        while ((await engine.Client.GetInstanceAsync("one"))!.RuntimeStatus == RuntimeStatus.Pending) await Task.Yield();
        turnEnded.SetResult();
        await delay.CancelAsync();
        if (how is "configureAwait" or "yieldToPool") await engine.Client.RaiseEventAsync("one", "Never", "came");
        var end = await engine.EndOf("one");
        Assert.Equal(RuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("not durable", end.Failure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AfterRestart_GivesTheSameIdsTimesAndSilentLog()
    {
        var seen = new List<string>();
        var logger = new ListLoggerFactory();
        await using var engine = new TestEngine { LoggerFactory = logger };
        engine.AddOrchestration(Main, async (context, _) =>
        {
            seen.Add($"{context.NewGuid()} {context.CurrentUtcDateTime:O}");
            context.CreateReplaySafeLogger("Leads").Log(Microsoft.Extensions.Logging.LogLevel.Information, default, "began", null, (state, _) => state);
            await context.WaitForExternalEvent<string>("Go");
            return context.IsReplaying.ToString();
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.RestartAsync();
        await engine.Client.RaiseEventAsync("one", "Go", "");
        Assert.Equal("\"False\"", (await engine.EndOf("one")).SerializedOutput);
        Assert.Equal(2, seen.Count);
        Assert.Equal(seen[0], seen[1]);
        Assert.Single(logger.Messages, "began");
    }

    [Fact]
    public async Task MaxHistoryEvents_Exceeded_SuspendsARunawayLoop()
    {
        await using var engine = new TestEngine { Options = { MaxHistoryEvents = 100 } };
        engine.AddOrchestration(Main, async (context, input) =>
        {
            while (true) await context.CallActivityAsync(Old, input);
        });
        engine.AddActivity(Old, (_, input, _) => Task.FromResult(input));
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        OrchestrationMetadata held;
        while ((held = (await engine.Client.GetInstanceAsync("one"))!).RuntimeStatus != RuntimeStatus.Suspended) await Task.Yield();
        Assert.Contains("MaxHistoryEvents", held.SerializedOutput, StringComparison.Ordinal);
    }

    /// <summary>Without the escapes of JSON.</summary>
    private static string Text(string? json) => System.Text.Json.JsonSerializer.Deserialize<string>(json!)!;

    private static void Deploy(TestEngine engine, Activity<string, string> step)
    {
        engine.AddOrchestration(Main, async (context, _) =>
        {
            var name = await context.CallActivityAsync(step, "x");
            var first = await context.WaitForExternalEvent<string>("First");
            return $"{name},{first},{await context.WaitForExternalEvent<string>("Second")}";
        });
        engine.AddActivity(step, (context, _, _) => Task.FromResult(context.Name));
    }
}

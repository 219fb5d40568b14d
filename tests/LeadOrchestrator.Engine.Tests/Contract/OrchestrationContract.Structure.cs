using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Tests.Contract;

public abstract partial class OrchestrationContract
{
    [Fact]
    public async Task CallSubOrchestration_Completes_GivesItsOutput()
    {
        var end = await RunAsync(
            (context, input) => context.CallSubOrchestrationAsync(Child, input),
            registry => registry.AddOrchestration(Child, (context, input) => Task.FromResult($"{input} of {context.ParentInstanceId}")));
        Assert.Equal($"\"in of {end.InstanceId}\"", end.SerializedOutput);
    }

    [Fact]
    public async Task CallSubOrchestration_Fails_ThrowsItsFailure()
    {
        var end = await RunAsync(
            async (context, input) =>
            {
                try
                {
                    return await context.CallSubOrchestrationAsync(Child, input);
                }
                catch (SubOrchestrationFailedException exception)
                {
                    return exception.Failure.ErrorMessage;
                }
            },
            registry => registry.AddOrchestration(Child, (_, _) => throw new InvalidOperationException("no")));
        Assert.Equal("\"no\"", end.SerializedOutput);
    }

    [Fact]
    public async Task CallSubOrchestration_WithRetries_TriesAgain()
    {
        var count = 0;
        var end = await RunAsync(
            (context, input) => context.CallSubOrchestrationAsync(Child, input, instanceId: context.InstanceId + "-child", ThreeTimes),
            registry =>
            {
                registry.AddOrchestration(Child, (context, input) => context.CallActivityAsync(Echo, input));
                registry.AddActivity(Echo, (_, input, _) => Interlocked.Increment(ref count) < 3 ? throw new TimeoutException() : Task.FromResult(input));
            });
        Assert.Equal((RuntimeStatus.Completed, 3), (end.RuntimeStatus, count));
    }

    [Fact]
    public async Task ContinueAsNew_CountsDown_EndsWithTheLastExecution()
    {
        var countdown = new Orchestration<int, string>("Countdown");
        await using var host = await StartHostAsync(registry =>
        {
            AddEcho(registry);
            registry.AddOrchestration(countdown, async (context, n) =>
            {
                if (n == 0) return await context.CallActivityAsync(Echo, "done");
                await context.CallActivityAsync(Echo, "tick");
                context.ContinueAsNew(n - 1);
                return "";
            });
        });
        var id = (await host.Client.StartAsync(countdown, 5)).InstanceId;
        Assert.Equal("\"done!\"", (await EndOf(host.Client, id)).SerializedOutput);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ContinueAsNew_UnprocessedEvents_AreCarriedOverIfAsked(bool preserve)
    {
        var end = await RunAsync(
            async (context, input) =>
            {
                if (input == "in")
                {
                    await context.WaitForExternalEvent<string>("Go");
                    context.ContinueAsNew("again", preserve);
                    return "";
                }

                var extra = context.WaitForExternalEvent<string>("Extra");
                return await Task.WhenAny(extra, context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None)) == extra ? await extra : "lost";
            },
            meanwhile: async (client, id) =>
            {
                await client.RaiseEventAsync(id, "Extra", "kept");
                await client.RaiseEventAsync(id, "Go", "");
            });
        Assert.Equal($"\"{(preserve ? EventToCarryOver : "lost")}\"", end.SerializedOutput);
    }

    [Fact]
    public async Task SetCustomStatus_Set_IsShownWhileRunningAndAfter()
    {
        var end = await RunAsync(
            async (context, _) =>
            {
                context.SetCustomStatus(new { step = 1 });
                return await context.WaitForExternalEvent<string>("Go");
            },
            meanwhile: async (client, id) =>
            {
                // A host need not have made the turn when the start is durable.
                var running = await WaitFor(client, id, instance => instance.SerializedCustomStatus is not null);
                Assert.Equal("""{"step":1}""", running.SerializedCustomStatus);
                await client.RaiseEventAsync(id, "Go", "");
            });
        Assert.Equal("""{"step":1}""", end.SerializedCustomStatus);
    }

    [Fact]
    public async Task SetCustomStatus_Over16KiB_FailsClearly()
    {
        var end = await RunAsync((context, _) =>
        {
            context.SetCustomStatus(new string('x', 16 * 1024));
            return Task.FromResult("");
        });
        Assert.Equal(RuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("16,384", end.Failure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SameIdAgain_LeavesTheInstanceAsItIs()
    {
        await using var host = await StartHostAsync(registry => registry.AddOrchestration(Main, (_, input) => Task.FromResult(input)));
        await host.Client.StartAsync(Main, "first", "one");
        await EndOf(host.Client, "one");
        Assert.Equal(new StartResult("one", false), await host.Client.StartAsync(Main, "second", "one"));
        Assert.Equal("\"first\"", (await host.Client.GetInstanceAsync("one"))!.SerializedOutput);
    }

    [Fact]
    public async Task NewGuid_AskedTwice_GivesTwoThatAReplayRepeats()
    {
        var end = await RunAsync(
            async (context, input) =>
            {
                var (first, second) = (context.NewGuid(), context.NewGuid());
                await context.CallActivityAsync(Echo, input);
                await context.CallActivityAsync(Echo, first.ToString());
                return $"{first != second}";
            },
            AddEcho);
        Assert.Equal("\"True\"", end.SerializedOutput);
    }
}

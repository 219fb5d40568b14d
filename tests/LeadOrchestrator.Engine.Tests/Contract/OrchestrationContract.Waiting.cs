#pragma warning disable CA1849 // CancelAsync leaves the turn's thread: an orchestration must not use it
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Tests.Contract;

public abstract partial class OrchestrationContract
{
    [Fact]
    public async Task CreateTimer_Due_CompletesNotBefore()
    {
        var end = await RunAsync(async (context, _) =>
        {
            var due = context.CurrentUtcDateTime.AddMilliseconds(30);
            await context.CreateTimer(due, CancellationToken.None);
            return context.CurrentUtcDateTime >= due ? "in time" : "early";
        });
        Assert.Equal("\"in time\"", end.SerializedOutput);
    }

    [Fact]
    public async Task CreateTimer_Cancelled_ThrowsAndLetsTheInstanceEnd()
    {
        var end = await RunAsync(async (context, _) =>
        {
            using var cancellation = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
            cancellation.Cancel();
            try
            {
                await timer;
                return "fired";
            }
            catch (OperationCanceledException)
            {
                return "cancelled";
            }
        });
        Assert.Equal("\"cancelled\"", end.SerializedOutput);
    }

    [Fact]
    public async Task WaitForExternalEvent_RaisedLater_GivesThePayload()
    {
        var end = await RunAsync(
            (context, _) => context.WaitForExternalEvent<string>("Answer"),
            meanwhile: async (client, id) => Assert.Equal(ManageResult.Accepted, await client.RaiseEventAsync(id, "ANSWER", "yes")));
        Assert.Equal("\"yes\"", end.SerializedOutput);
    }

    [Fact]
    public async Task WaitForExternalEvent_RaisedBefore_IsKeptInOrder()
    {
        var end = await RunAsync(
            async (context, _) =>
            {
                await context.WaitForExternalEvent<int>("Go");
                return $"{await context.WaitForExternalEvent<int>("n")}{await context.WaitForExternalEvent<int>("N")}{await context.WaitForExternalEvent<int>("n")}";
            },
            meanwhile: async (client, id) =>
            {
                for (var i = 1; i <= 3; i++) await client.RaiseEventAsync(id, "n", i);
                await client.RaiseEventAsync(id, "Go", 0);
            });
        Assert.Equal("\"123\"", end.SerializedOutput);
    }

    [Fact]
    public async Task WaitForExternalEvent_SeveralWaiters_AreServedInTheirOrder()
    {
        var end = await RunAsync(
            async (context, _) =>
            {
                var (first, second) = (context.WaitForExternalEvent<int>("n"), context.WaitForExternalEvent<int>("n"));
                return $"{await second}{await first}";
            },
            meanwhile: async (client, id) =>
            {
                await client.RaiseEventAsync(id, "n", 1);
                await client.RaiseEventAsync(id, "n", 2);
            });
        Assert.Equal($"\"{EventsOfSecondAndFirstWaiter}\"", end.SerializedOutput);
    }

    [Fact]
    public async Task WaitForExternalEvent_AgainstATimer_TheFirstWins()
    {
        var end = await RunAsync(async (context, _) =>
        {
            using var cancellation = new CancellationTokenSource();
            var answer = context.WaitForExternalEvent<string>("Answer", cancellation.Token);
            var timeout = context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            var won = await Task.WhenAny(answer, timeout) == answer;
            cancellation.Cancel();
            return won ? "answer" : $"timeout,{answer.IsCanceled}";
        });
        Assert.Equal("\"timeout,True\"", end.SerializedOutput);
    }

    [Fact]
    public async Task SuspendInstance_EventArrives_IsProcessedAfterResume()
    {
        var end = await RunAsync(
            (context, _) => context.WaitForExternalEvent<string>("Answer"),
            meanwhile: async (client, id) =>
            {
                Assert.Equal(ManageResult.Accepted, await client.SuspendInstanceAsync(id, "lunch"));
                await client.RaiseEventAsync(id, "Answer", "kept");
                var held = await WaitFor(client, id, instance => instance.RuntimeStatus == RuntimeStatus.Suspended);
                Assert.Equal(OutputWhileSuspended("lunch"), held.SerializedOutput);
                Assert.Equal(ManageResult.Accepted, await client.ResumeInstanceAsync(id, "back"));
            });
        Assert.Equal((RuntimeStatus.Completed, "\"kept\""), (end.RuntimeStatus, end.SerializedOutput));
    }

    [Fact]
    public async Task TerminateInstance_Waiting_EndsWithTheReason()
    {
        var end = await RunAsync(
            (context, _) => context.WaitForExternalEvent<string>("Never"),
            meanwhile: async (client, id) => Assert.Equal(ManageResult.Accepted, await client.TerminateInstanceAsync(id, "withdrawn")));
        Assert.Equal((RuntimeStatus.Terminated, "\"withdrawn\""), (end.RuntimeStatus, end.SerializedOutput));
    }
}

using System.Collections.Concurrent;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Tests.Contract;

public abstract partial class OrchestrationContract
{
    private static readonly RetryPolicy ThreeTimes = new(3, TimeSpan.FromMilliseconds(5));

    [Fact]
    public async Task CallActivity_InSequence_PassesResultsOn()
    {
        var end = await RunAsync(async (context, input) => await context.CallActivityAsync(Echo, await context.CallActivityAsync(Echo, input)), AddEcho);
        Assert.Equal((RuntimeStatus.Completed, "\"in!!\"", "\"in\""), (end.RuntimeStatus, end.SerializedOutput, end.SerializedInput));
    }

    [Fact]
    public async Task CallActivity_FannedOut_RunsAtOnceAndKeepsOrder()
    {
        var running = 0;
        var all = NewSignal();
        var end = await RunAsync(
            async (context, _) => string.Join(",", await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(i => context.CallActivityAsync(Echo, $"{i}")))),
            registry => registry.AddActivity(Echo, async (_, input, _) =>
            {
                if (Interlocked.Increment(ref running) == Concurrency) all.SetResult();
                await all.Task;
                return input;
            }));
        Assert.Equal($"\"{string.Join(",", Enumerable.Range(0, Concurrency))}\"", end.SerializedOutput);
    }

    [Fact]
    public async Task CallActivity_Fails_ThrowsTheFailureAsData()
    {
        var end = await RunAsync(
            async (context, input) =>
            {
                try
                {
                    return await context.CallActivityAsync(Echo, input);
                }
                catch (ActivityFailedException exception)
                {
                    return $"{exception.TaskName}|{exception.Failure.ErrorType}|{exception.Failure.ErrorMessage}|{exception.Failure.InnerFailure?.ErrorType}";
                }
            },
            registry => registry.AddActivity(Echo, (_, _, _) => throw new TimeoutException("too slow", new IOException("cable"))));
        Assert.Equal("\"Echo|System.TimeoutException|too slow|System.IO.IOException\"", end.SerializedOutput);
    }

    [Fact]
    public async Task CallActivity_FailsUnhandled_FailsTheInstance()
    {
        var end = await RunAsync((context, input) => context.CallActivityAsync(Echo, input), registry => registry.AddActivity(Echo, (_, _, _) => throw new TimeoutException("too slow")));
        Assert.Equal(RuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("Task 'Echo' failed: too slow", end.Failure!.ErrorMessage);
        Assert.Null(end.SerializedOutput);
    }

    [Theory]
    [InlineData(2, "Completed", 3)]
    [InlineData(5, "Failed", 3)]
    public async Task CallActivity_WithRetries_StopsAtSuccessOrAtTheLastAttempt(int failures, string status, int attempts)
    {
        var count = 0;
        var end = await RunAsync((context, input) => context.CallActivityAsync(Echo, input, ThreeTimes), registry => registry.AddActivity(Echo, (_, input, _) =>
            Interlocked.Increment(ref count) <= failures ? throw new TimeoutException() : Task.FromResult(input)));
        Assert.Equal((status, attempts), (end.RuntimeStatus.ToString(), count));
    }

    [Fact]
    public async Task CallActivity_HandleFailureSaysNo_IsNotRetried()
    {
        var count = 0;
        var policy = ThreeTimes with { HandleFailure = failure => !failure.IsCausedBy<PermanentFailureException>() };
        var end = await RunAsync((context, input) => context.CallActivityAsync(Echo, input, policy), registry => registry.AddActivity(Echo, (_, _, _) =>
            Interlocked.Increment(ref count) < 2 ? throw new TimeoutException() : throw new PermanentFailureException("bad request")));
        Assert.Equal((RuntimeStatus.Failed, 2), (end.RuntimeStatus, count));
    }

    [Fact]
    public async Task CallActivity_RetryTimeoutWouldPass_GivesUp()
    {
        var count = 0;
        var policy = new RetryPolicy(10, TimeSpan.FromMilliseconds(5), RetryTimeout: TimeSpan.FromMilliseconds(1));
        var end = await RunAsync((context, input) => context.CallActivityAsync(Echo, input, policy), registry => registry.AddActivity(Echo, (_, _, _) =>
        {
            count++;
            throw new TimeoutException();
        }));
        Assert.Equal((RuntimeStatus.Failed, 1), (end.RuntimeStatus, count));
    }

    [Fact]
    public async Task CallActivity_Context_NamesTheCaller()
    {
        var seen = new ConcurrentBag<ActivityContext>();
        var end = await RunAsync((context, input) => context.CallActivityAsync(Echo, input), registry => registry.AddActivity(Echo, (context, input, _) =>
        {
            seen.Add(context);
            return Task.FromResult(input);
        }));
        Assert.Equal(new ActivityContext(end.InstanceId, "Echo"), Assert.Single(seen));
    }

    [Fact]
    public async Task CallActivity_NobodyRegisteredIt_FailsNamingIt()
    {
        var end = await RunAsync((context, input) => context.CallActivityAsync(new Activity<string, string>("Nobody"), input));
        Assert.Equal(RuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("Nobody", end.Failure!.ErrorMessage, StringComparison.Ordinal);
    }
}

using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using Microsoft.DurableTask;
using Moq;
using RetryPolicy = LeadOrchestrator.Durability.RetryPolicy;
using TaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace LeadOrchestrator.Functions.Tests.Adapter;

public sealed class DurableTaskOrchestrationContextTests
{
    private static readonly Activity<string, int> Count = new("Count");
    private static readonly Orchestration<string, int> Child = new("Child");
    private static readonly TaskFailureDetails Broken = new(
        "System.TimeoutException", "too slow", "at Somewhere", new TaskFailureDetails("System.IO.IOException", "cable", null, null, null), null);

    private readonly Mock<TaskOrchestrationContext> _inner = new();
    private readonly DurableTaskOrchestrationContext _context;

    public DurableTaskOrchestrationContextTests() => _context = new(_inner.Object);

    [Fact]
    public async Task CallActivityAsync_Succeeds_PassesNameAndInputAndGivesTheResult()
    {
        _inner.Setup(inner => inner.CallActivityAsync<int>(new TaskName("Count"), "words", It.Is<TaskOptions>(options => options.Retry == null))).ReturnsAsync(5);

        Assert.Equal(5, await _context.CallActivityAsync(Count, "words"));
    }

    [Fact]
    public async Task CallActivityAsync_WithRetryPolicy_RetriesNatively()
    {
        var policy = new RetryPolicy(7, TimeSpan.FromSeconds(2), 1.5, TimeSpan.FromMinutes(3), TimeSpan.FromHours(4));

        var native = await NativePolicyAsync(policy);

        Assert.Equal(
            (7, TimeSpan.FromSeconds(2), 1.5, TimeSpan.FromMinutes(3), TimeSpan.FromHours(4)),
            (native.MaxNumberOfAttempts, native.FirstRetryInterval, native.BackoffCoefficient, native.MaxRetryInterval, native.RetryTimeout));
    }

    [Fact]
    public async Task CallActivityAsync_RetryPolicyWithoutLimits_WaitsAtMostOneHourWithoutTimeout()
    {
        var native = await NativePolicyAsync(new RetryPolicy(3, TimeSpan.FromSeconds(1)));

        Assert.Equal((TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan), (native.MaxRetryInterval, native.RetryTimeout));
    }

    [Fact]
    public async Task CallActivityAsync_FirstWaitOverTheLongest_WaitsTheLongest()
    {
        var native = await NativePolicyAsync(new RetryPolicy(3, TimeSpan.FromSeconds(9), MaxRetryInterval: TimeSpan.FromSeconds(4)));

        Assert.Equal(TimeSpan.FromSeconds(4), native.FirstRetryInterval);
    }

    [Fact]
    public async Task CallActivityAsync_TimeoutBeforeTheFirstRetry_TriesOnce()
    {
        var native = await NativePolicyAsync(new RetryPolicy(3, TimeSpan.FromSeconds(9), RetryTimeout: TimeSpan.FromSeconds(8)));

        Assert.Equal(1, native.MaxNumberOfAttempts);
    }

    [Theory]
    [InlineData("System.TimeoutException", true)]
    [InlineData("LeadOrchestrator.Durability.PermanentFailureException", false)]
    public async Task CallActivityAsync_HandleFailure_DecidesByThePortsFailure(string errorType, bool retried)
    {
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(1)) { HandleFailure = failure => !failure.IsCausedBy<PermanentFailureException>() };
        var native = await NativePolicyAsync(policy);
        var failure = new DurableTask.Core.Exceptions.TaskFailedException { FailureDetails = new(errorType, "no", null, null, false) };

        Assert.Equal(retried, native.Handle(failure));
    }

    [Fact]
    public async Task CallActivityAsync_Fails_ThrowsThePortsFailure()
    {
        _inner.Setup(inner => inner.CallActivityAsync<int>("Count", "words", It.IsAny<TaskOptions>())).ThrowsAsync(new TaskFailedException("Count", 3, Broken));

        var exception = await Assert.ThrowsAsync<ActivityFailedException>(() => _context.CallActivityAsync(Count, "words"));

        Assert.Equal("Count", exception.TaskName);
        Assert.Equal(
            new FailureDetails("System.TimeoutException", "too slow", "at Somewhere", new FailureDetails("System.IO.IOException", "cable")), exception.Failure);
    }

    [Fact]
    public async Task CallSubOrchestrationAsync_WithInstanceId_StartsTheChildUnderIt()
    {
        SubOrchestrationOptions? options = null;
        _inner.Setup(inner => inner.CallSubOrchestratorAsync<int>("Child", "words", It.IsAny<TaskOptions>()))
            .Callback((TaskName _, object? _, TaskOptions? given) => options = (SubOrchestrationOptions)given!).ReturnsAsync(1);

        await _context.CallSubOrchestrationAsync(Child, "words", "child-1", new RetryPolicy(2, TimeSpan.FromSeconds(1)));

        Assert.Equal(("child-1", 2), (options!.InstanceId, options.Retry!.Policy!.MaxNumberOfAttempts));
    }

    [Fact]
    public async Task CallSubOrchestrationAsync_Fails_ThrowsThePortsFailure()
    {
        _inner.Setup(inner => inner.CallSubOrchestratorAsync<int>("Child", "words", It.IsAny<TaskOptions>())).ThrowsAsync(new TaskFailedException("Child", 3, Broken));

        var exception = await Assert.ThrowsAsync<SubOrchestrationFailedException>(() => _context.CallSubOrchestrationAsync(Child, "words"));

        Assert.Equal(("Child", "too slow"), (exception.TaskName, exception.Failure.ErrorMessage));
    }

    [Fact]
    public void SetCustomStatus_Over16KiBInUtf8_ThrowsAndSetsNothing()
    {
        var exception = Assert.Throws<ArgumentException>(() => _context.SetCustomStatus(new string('é', 8 * 1024)));

        Assert.Contains("16,384", exception.Message, StringComparison.Ordinal);
        _inner.Verify(inner => inner.SetCustomStatus(It.IsAny<object?>()), Times.Never);
    }

    [Fact]
    public async Task Everything_Else_IsPassedOnAsItIs()
    {
        var due = new DateTime(2026, 3, 31, 9, 30, 0, DateTimeKind.Utc);
        using var cancellation = new CancellationTokenSource();
        var guid = Guid.NewGuid();
        _inner.Setup(inner => inner.InstanceId).Returns("one");
        _inner.Setup(inner => inner.CurrentUtcDateTime).Returns(due);
        _inner.Setup(inner => inner.IsReplaying).Returns(true);
        _inner.Setup(inner => inner.NewGuid()).Returns(guid);
        _inner.Setup(inner => inner.WaitForExternalEvent<string>("Go", cancellation.Token)).ReturnsAsync("now");

        await _context.CreateTimer(due, cancellation.Token);
        _context.ContinueAsNew("again", preserveUnprocessedEvents: false);

        Assert.Equal(("one", due, true, guid), (_context.InstanceId, _context.CurrentUtcDateTime, _context.IsReplaying, _context.NewGuid()));
        Assert.Equal("now", await _context.WaitForExternalEvent<string>("Go", cancellation.Token));
        _inner.Verify(inner => inner.CreateTimer(due, cancellation.Token));
        _inner.Verify(inner => inner.ContinueAsNew("again", false));
    }

    private async Task<Microsoft.DurableTask.RetryPolicy> NativePolicyAsync(RetryPolicy policy)
    {
        TaskOptions? options = null;
        _inner.Setup(inner => inner.CallActivityAsync<int>(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
            .Callback((TaskName _, object? _, TaskOptions? given) => options = given).ReturnsAsync(1);
        await _context.CallActivityAsync(Count, "words", policy);
        return options!.Retry!.Policy!;
    }
}

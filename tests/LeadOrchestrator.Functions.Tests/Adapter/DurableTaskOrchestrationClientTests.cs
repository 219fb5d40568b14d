using DurableTask.Core.Exceptions;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;
using Moq;
using Instance = Microsoft.DurableTask.Client.OrchestrationMetadata;

namespace LeadOrchestrator.Functions.Tests.Adapter;

public sealed class DurableTaskOrchestrationClientTests
{
    private static readonly Orchestration<string, string> Main = new("Main");

    private readonly Mock<DurableTaskClient> _inner = new("hub");
    private readonly FakeTimeProvider _time = new();
    private readonly DurableTaskOrchestrationClient _client;

    public DurableTaskOrchestrationClientTests() => _client = new(() => _inner.Object, _time);

    [Fact]
    public async Task StartAsync_NewId_IsCreatedAndRefusesToReplaceAnyState()
    {
        StartOrchestrationOptions? options = null;
        Schedules().Callback((TaskName _, object? _, StartOrchestrationOptions? given, CancellationToken _) => options = given).ReturnsAsync("one");
        Finds("one", () => new Instance("Main", "one") { Tags = options!.Tags });

        Assert.Equal(new StartResult("one", Created: true), await _client.StartAsync(Main, "in", "one"));

        foreach (var status in Enum.GetNames<RuntimeStatus>()) Assert.Contains(status, options!.DedupeStatuses!);
        Assert.Equal("one", options!.InstanceId);
    }

    [Fact]
    public async Task StartAsync_IdExists_LeavesTheInstanceAsItIs()
    {
        Schedules().ThrowsAsync(new OrchestrationAlreadyExistsException("there already"));

        Assert.Equal(new StartResult("one", Created: false), await _client.StartAsync(Main, "in", "one"));
    }

    [Fact]
    public async Task StartAsync_AnotherStartWasKept_SaysThatItWasNotThisOne()
    {
        Schedules().ReturnsAsync("one");
        Finds("one", () => new Instance("Main", "one") { Tags = new Dictionary<string, string> { ["start"] = "another" } });

        Assert.False((await _client.StartAsync(Main, "in", "one")).Created);
    }

    [Fact]
    public async Task StartAsync_WithoutId_TakesTheOneGiven()
    {
        Schedules().ReturnsAsync("given");

        Assert.Equal(new StartResult("given", Created: true), await _client.StartAsync(Main, "in"));
    }

    [Fact]
    public async Task GetInstanceAsync_Failed_TellsTheFailureAndNoOutput()
    {
        var created = new DateTimeOffset(2026, 3, 31, 9, 30, 0, TimeSpan.Zero);
        Finds("one", () => new Instance("Main", "one")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Failed,
            CreatedAt = created,
            LastUpdatedAt = created.AddSeconds(1),
            SerializedInput = "1",
            SerializedOutput = "2",
            SerializedCustomStatus = "3",
            FailureDetails = new TaskFailureDetails("T", "m", null, null, null),
        });

        var instance = await _client.GetInstanceAsync("one");

        Assert.Equal(
            new("Main", "one", RuntimeStatus.Failed, created, created.AddSeconds(1), "1", null, "3", new FailureDetails("T", "m")), instance);
    }

    [Theory]
    [InlineData("\"withdrawn\"", "\"withdrawn\"")]
    [InlineData("withdrawn", "\"withdrawn\"")]
    public async Task GetInstanceAsync_Terminated_GivesTheReasonAsJson(string stored, string output)
    {
        Finds("one", () => new Instance("Main", "one") { RuntimeStatus = OrchestrationRuntimeStatus.Terminated, SerializedOutput = stored });

        Assert.Equal(output, (await _client.GetInstanceAsync("one"))!.SerializedOutput);
    }

    [Fact]
    public async Task WaitForInstanceCompletionAsync_Running_LooksAgainUntilItEnds()
    {
        var status = OrchestrationRuntimeStatus.Running;
        var looked = 0;
        Finds("one", () =>
        {
            if (++looked == 3) status = OrchestrationRuntimeStatus.Completed;
            return new Instance("Main", "one") { RuntimeStatus = status };
        });

        var waiting = _client.WaitForInstanceCompletionAsync("one", CancellationToken.None);
        while (!waiting.IsCompleted) _time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal(RuntimeStatus.Completed, (await waiting)!.RuntimeStatus);
    }

    [Fact]
    public async Task WaitForInstanceCompletionAsync_Unknown_IsNull() =>
        Assert.Null(await _client.WaitForInstanceCompletionAsync("nobody", CancellationToken.None));

    [Theory]
    [InlineData(null, ManageResult.NotFound)]
    [InlineData(OrchestrationRuntimeStatus.Running, ManageResult.Accepted)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, ManageResult.Accepted)]
    [InlineData(OrchestrationRuntimeStatus.Completed, ManageResult.Gone)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, ManageResult.Gone)]
    public async Task ManagingCalls_ByState_AreSentOnlyToWhatStillRuns(OrchestrationRuntimeStatus? status, ManageResult expected)
    {
        if (status is { } known) Finds("one", () => new Instance("Main", "one") { RuntimeStatus = known });

        Assert.Equal(expected, await _client.RaiseEventAsync("one", "Go", 1));
        Assert.Equal(expected, await _client.SuspendInstanceAsync("one", "lunch"));
        Assert.Equal(expected, await _client.ResumeInstanceAsync("one", "back"));
        Assert.Equal(expected, await _client.TerminateInstanceAsync("one", "withdrawn"));

        var times = expected == ManageResult.Accepted ? Times.Once() : Times.Never();
        _inner.Verify(inner => inner.RaiseEventAsync("one", "Go", 1, It.IsAny<CancellationToken>()), times);
        _inner.Verify(inner => inner.SuspendInstanceAsync("one", "lunch", It.IsAny<CancellationToken>()), times);
        _inner.Verify(inner => inner.ResumeInstanceAsync("one", "back", It.IsAny<CancellationToken>()), times);
        _inner.Verify(
            inner => inner.TerminateInstanceAsync("one", It.Is<TerminateInstanceOptions>(options => (string?)options.Output == "withdrawn"), It.IsAny<CancellationToken>()), times);
    }

    [Theory]
    [InlineData(null, ManageResult.NotFound)]
    [InlineData(OrchestrationRuntimeStatus.Failed, ManageResult.Accepted)]
    [InlineData(OrchestrationRuntimeStatus.Completed, ManageResult.Gone)]
    public async Task RewindInstanceAsync_ByState_RewindsWhatHasFailed(OrchestrationRuntimeStatus? status, ManageResult expected)
    {
        if (status is { } known) Finds("one", () => new Instance("Main", "one") { RuntimeStatus = known });

        Assert.Equal(expected, await _client.RewindInstanceAsync("one", "fixed"));

        _inner.Verify(inner => inner.RewindInstanceAsync("one", "fixed", It.IsAny<CancellationToken>()), Times.Exactly(expected == ManageResult.Accepted ? 1 : 0));
    }

    [Fact]
    public async Task RestartInstanceAsync_RunningUnderItsOwnId_IsRefused()
    {
        Finds("one", () => new Instance("Main", "one") { RuntimeStatus = OrchestrationRuntimeStatus.Running });

        await Assert.ThrowsAsync<InstanceRunsException>(() => _client.RestartInstanceAsync("one", restartWithNewInstanceId: false));
    }

    [Fact]
    public async Task RestartInstanceAsync_Ended_GivesTheNewId()
    {
        Finds("one", () => new Instance("Main", "one") { RuntimeStatus = OrchestrationRuntimeStatus.Completed });
        _inner.Setup(inner => inner.RestartAsync("one", true, It.IsAny<CancellationToken>())).ReturnsAsync("two");

        Assert.Equal("two", await _client.RestartInstanceAsync("one"));
        Assert.Null(await _client.RestartInstanceAsync("nobody"));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed, 1)]
    [InlineData(OrchestrationRuntimeStatus.Running, 0)]
    public async Task PurgeInstanceAsync_ByState_DeletesWhatHasEnded(OrchestrationRuntimeStatus status, int deleted)
    {
        Finds("one", () => new Instance("Main", "one") { RuntimeStatus = status });
        _inner.Setup(inner => inner.PurgeInstanceAsync("one", It.IsAny<PurgeInstanceOptions>(), It.IsAny<CancellationToken>())).ReturnsAsync(new PurgeResult(1));

        Assert.Equal(deleted, await _client.PurgeInstanceAsync("one"));
        Assert.Equal(0, await _client.PurgeInstanceAsync("nobody"));
    }

    [Fact]
    public async Task PurgeInstancesAsync_ByNameAndStatus_DeletesWhatMatchesAndHasEnded()
    {
        var instances = new[] { Ended("a", "Main"), Ended("b", "Other"), Ended("c", "Main") };
        foreach (var instance in instances) Finds(instance.InstanceId, () => instance);
        Microsoft.DurableTask.Client.OrchestrationQuery? asked = null;
        _inner.Setup(inner => inner.GetAllInstancesAsync(It.IsAny<Microsoft.DurableTask.Client.OrchestrationQuery>()))
            .Callback((Microsoft.DurableTask.Client.OrchestrationQuery? query) => asked = query).Returns(FakePages.Of(instances));
        _inner.Setup(inner => inner.PurgeInstanceAsync(It.IsAny<string>(), It.IsAny<PurgeInstanceOptions>(), It.IsAny<CancellationToken>())).ReturnsAsync(new PurgeResult(1));

        Assert.Equal(2, await _client.PurgeInstancesAsync(new PurgeFilter(Name: "Main")));

        Assert.Equal(
            [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated], asked!.Statuses!);
        _inner.Verify(inner => inner.PurgeInstanceAsync("b", It.IsAny<PurgeInstanceOptions>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task GetHistoryAsync_Unknown_IsNull() => Assert.Null(await _client.GetHistoryAsync("nobody"));

    private static Instance Ended(string id, string name) => new(name, id) { RuntimeStatus = OrchestrationRuntimeStatus.Completed };

    private Moq.Language.Flow.ISetup<DurableTaskClient, Task<string>> Schedules() => _inner.Setup(inner => inner.ScheduleNewOrchestrationInstanceAsync(
        new TaskName("Main"), "in", It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()));

    private void Finds(string id, Func<Instance> instance)
    {
        _inner.Setup(inner => inner.GetInstanceAsync(id, It.IsAny<bool>(), It.IsAny<CancellationToken>())).ReturnsAsync(() => instance());
        _inner.Setup(inner => inner.GetInstanceAsync(id, It.IsAny<CancellationToken>())).ReturnsAsync(() => instance());
    }
}

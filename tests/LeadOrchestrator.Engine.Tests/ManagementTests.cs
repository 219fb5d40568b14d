using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Tests;

public sealed class ManagementTests : IAsyncLifetime
{
    private static readonly Orchestration<string, string> Main = new("Main");
    private static readonly Orchestration<string, string> Waiter = new("Waiter");
    private static readonly Orchestration<string, string> Parent = new("Parent");
    private static readonly Activity<string, string> Step = new("Step");
    private static readonly Activity<string, string> Fragile = new("Fragile");
    private readonly TestEngine _engine = new();
    private volatile bool _broken = true;
    private int _steps;

    public async Task InitializeAsync()
    {
        _engine.AddOrchestration(Main, async (context, input) => await context.CallActivityAsync(Fragile, await context.CallActivityAsync(Step, input)));
        _engine.AddOrchestration(Waiter, (context, _) => context.WaitForExternalEvent<string>("Go"));
        _engine.AddOrchestration(Parent, async (context, input) => await context.CallSubOrchestrationAsync(input == "fail" ? Main : Waiter, input, context.InstanceId + "-kid"));
        _engine.AddActivity(Step, (_, input, _) => Task.FromResult(input + Interlocked.Increment(ref _steps)));
        _engine.AddActivity(Fragile, (_, input, _) => _broken ? throw new TimeoutException("down") : Task.FromResult(input + "ok"));
        await _engine.StartAsync();
    }

    public Task DisposeAsync() => _engine.DisposeAsync().AsTask();

    [Fact]
    public async Task Rewind_FailedInstance_KeepsWhatSucceededAndRunsWhatFailed()
    {
        await FailAsync("one");
        _broken = false;
        Assert.Equal(ManageResult.Accepted, await _engine.Client.RewindInstanceAsync("one", "connector mended"));
        var end = await _engine.EndOf("one");
        Assert.Equal((RuntimeStatus.Completed, "\"x1ok\"", 1), (end.RuntimeStatus, end.SerializedOutput, _steps));
        Assert.Null(end.Failure);
        Assert.Contains((await _engine.Client.GetHistoryAsync("one"))!, recorded => recorded is { EventType: "ExecutionRewound", Reason: "connector mended" });
    }

    [Fact]
    public async Task Rewind_StillBroken_FailsAgainAndCanBeRewoundAgain()
    {
        await FailAsync("one");
        await _engine.Client.RewindInstanceAsync("one");
        Assert.Equal(RuntimeStatus.Failed, (await _engine.EndOf("one")).RuntimeStatus);
        _broken = false;
        await _engine.Client.RewindInstanceAsync("one");
        Assert.Equal(RuntimeStatus.Completed, (await _engine.EndOf("one")).RuntimeStatus);
    }

    [Fact]
    public async Task Rewind_FailedChild_RewindsTheChildToo()
    {
        await _engine.Client.StartAsync(Parent, "fail", "mum");
        Assert.Equal(RuntimeStatus.Failed, (await _engine.EndOf("mum")).RuntimeStatus);
        _broken = false;
        await _engine.Client.RewindInstanceAsync("mum");
        Assert.Equal("\"fail1ok\"", (await _engine.EndOf("mum")).SerializedOutput);
    }

    [Fact]
    public async Task Rewind_CodeFailedByItself_RunsTheLastTurnAgain()
    {
        var broken = true;
        var own = new Orchestration<string, string>("Own");
        await _engine.StopAsync();
        _engine.AddOrchestration(own, async (context, input) =>
        {
            var result = await context.CallActivityAsync(Step, input);
            return broken ? throw new InvalidOperationException("bug") : result;
        });
        await _engine.StartAsync();
        await _engine.Client.StartAsync(own, "x", "one");
        Assert.Equal(RuntimeStatus.Failed, (await _engine.EndOf("one")).RuntimeStatus);
        await _engine.Client.RewindInstanceAsync("one");
        Assert.Equal(RuntimeStatus.Failed, (await _engine.EndOf("one")).RuntimeStatus);
        broken = false;
        await _engine.Client.RewindInstanceAsync("one");
        Assert.Equal(("\"x1\"", 1), ((await _engine.EndOf("one")).SerializedOutput, _steps));
    }

    [Fact]
    public async Task Rewind_NotFailed_IsGone()
    {
        await _engine.Client.StartAsync(Waiter, "x", "one");
        Assert.Equal(ManageResult.Gone, await _engine.Client.RewindInstanceAsync("one"));
        Assert.Equal(ManageResult.NotFound, await _engine.Client.RewindInstanceAsync("nobody"));
    }

    [Fact]
    public async Task Restart_NewId_RunsTheSameInputBesideTheOld()
    {
        await FailAsync("one");
        _broken = false;
        var id = await _engine.Client.RestartInstanceAsync("one");
        Assert.NotEqual("one", id);
        Assert.Equal("\"x2ok\"", (await _engine.EndOf(id!)).SerializedOutput);
        Assert.Equal(RuntimeStatus.Failed, (await _engine.Client.GetInstanceAsync("one"))!.RuntimeStatus);
    }

    [Fact]
    public async Task Restart_SameId_ReplacesTheEndedInstance()
    {
        await FailAsync("one");
        _broken = false;
        Assert.Equal("one", await _engine.Client.RestartInstanceAsync("one", restartWithNewInstanceId: false));
        Assert.Equal("\"x2ok\"", (await _engine.EndOf("one")).SerializedOutput);
        Assert.Single((await _engine.Client.ListInstancesAsync(new())).Instances);
    }

    [Fact]
    public async Task Restart_SameIdStillRunning_IsRefused()
    {
        await _engine.Client.StartAsync(Waiter, "x", "one");
        await Assert.ThrowsAsync<InstanceRunsException>(() => _engine.Client.RestartInstanceAsync("one", restartWithNewInstanceId: false));
        Assert.Null(await _engine.Client.RestartInstanceAsync("nobody"));
    }

    [Fact]
    public async Task Terminate_Parent_TerminatesItsChildren()
    {
        await _engine.Client.StartAsync(Parent, "x", "mum");
        Assert.Equal(ManageResult.Accepted, await _engine.Client.TerminateInstanceAsync("mum", "enough"));
        Assert.Equal(RuntimeStatus.Terminated, (await _engine.EndOf("mum-kid")).RuntimeStatus);
    }

    [Fact]
    public async Task Manage_UnknownOrEnded_SaysSo()
    {
        await FailAsync("one");
        Assert.Equal(ManageResult.Gone, await _engine.Client.RaiseEventAsync("one", "Go", "x"));
        Assert.Equal(ManageResult.Gone, await _engine.Client.SuspendInstanceAsync("one"));
        Assert.Equal(ManageResult.Gone, await _engine.Client.ResumeInstanceAsync("one"));
        Assert.Equal(ManageResult.Gone, await _engine.Client.TerminateInstanceAsync("one"));
        Assert.Equal(ManageResult.NotFound, await _engine.Client.RaiseEventAsync("nobody", "Go", "x"));
        Assert.Null(await _engine.Client.GetInstanceAsync("nobody"));
        Assert.Null(await _engine.Client.GetHistoryAsync("nobody"));
        Assert.Null(await _engine.Client.WaitForInstanceCompletionAsync("nobody", CancellationToken.None));
        Assert.Equal(0, _engine.Engine.Runtime.Table.Count);
    }

    [Fact]
    public async Task Purge_EndedParent_DeletesItsFamilyAndHistory()
    {
        await _engine.Client.StartAsync(Parent, "fail", "mum");
        await _engine.EndOf("mum");
        Assert.Equal(2, await _engine.Client.PurgeInstanceAsync("mum"));
        Assert.Empty((await _engine.Client.ListInstancesAsync(new())).Instances);
        Assert.Equal(0, _engine.Engine.Runtime.File.Read(session => session.Scalar<long>("SELECT count(*) FROM history")));
        Assert.Equal(0, await _engine.Client.PurgeInstanceAsync("mum"));
    }

    [Fact]
    public async Task Purge_Running_DeletesNothing()
    {
        await _engine.Client.StartAsync(Waiter, "x", "one");
        Assert.Equal(0, await _engine.Client.PurgeInstanceAsync("one"));
        Assert.NotNull(await _engine.Client.GetInstanceAsync("one"));
    }

    [Fact]
    public async Task PurgeInstances_ByFilter_DeletesAllThatMatchInChunks()
    {
        for (var i = 0; i < 250; i++) await _engine.Client.StartAsync(Waiter, "x", $"w{i}");
        await FailAsync("failed");
        for (var i = 0; i < 240; i++) await _engine.Client.TerminateInstanceAsync($"w{i}");
        Assert.Equal(0, await _engine.Client.PurgeInstancesAsync(new(CreatedTo: DateTimeOffset.UtcNow.AddDays(-1))));
        Assert.Equal(240, await _engine.Client.PurgeInstancesAsync(new(Statuses: [RuntimeStatus.Terminated], Name: "Waiter")));
        Assert.Equal(11, (await _engine.Client.ListInstancesAsync(new())).Instances.Count);
        await Assert.ThrowsAsync<ArgumentException>(() => _engine.Client.PurgeInstancesAsync(new(Statuses: [RuntimeStatus.Running])));
    }

    [Fact]
    public async Task List_Pages_AreNewestFirstAndStableWhileOthersStart()
    {
        for (var i = 0; i < 25; i++) await _engine.Client.StartAsync(Waiter, "x", $"w{i:d2}");
        var seen = new List<string>();
        for (string? token = null; ;)
        {
            var page = await _engine.Client.ListInstancesAsync(new(PageSize: 10, ContinuationToken: token));
            seen.AddRange(page.Instances.Select(instance => instance.InstanceId));
            await _engine.Client.StartAsync(Waiter, "x", $"late{seen.Count}");
            if ((token = page.ContinuationToken) is null) break;
        }

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"w{i:d2}"), seen);
    }

    [Fact]
    public async Task List_Filters_AllMustMatch()
    {
        await _engine.Client.StartAsync(Waiter, "x", "lead-1");
        await _engine.Client.StartAsync(Waiter, "x", "lead-2");
        await _engine.Client.StartAsync(Waiter, "x", "other");
        await FailAsync("lead-3");
        await _engine.Client.SuspendInstanceAsync("lead-2");
        Assert.Equal(["lead-3", "lead-2", "lead-1"], await Ids(new(InstanceIdPrefix: "lead-")));
        Assert.Equal(["lead-2"], await Ids(new(InstanceIdPrefix: "lead-", Statuses: [RuntimeStatus.Suspended])));
        Assert.Equal(["other", "lead-2", "lead-1"], await Ids(new(Name: "Waiter")));
        Assert.Empty(await Ids(new(CreatedFrom: DateTimeOffset.UtcNow.AddHours(1))));
        Assert.Empty(await Ids(new(Statuses: [RuntimeStatus.Completed])));
        var bare = (await _engine.Client.ListInstancesAsync(new(FetchInputsAndOutputs: false))).Instances[0];
        Assert.Null(bare.SerializedInput);
        async Task<IEnumerable<string>> Ids(OrchestrationQuery query) => (await _engine.Client.ListInstancesAsync(query)).Instances.Select(instance => instance.InstanceId);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("djE6")]
    [InlineData("%%%")]
    public async Task List_ForeignToken_IsRefused(string token) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _engine.Client.ListInstancesAsync(new(ContinuationToken: token)));

    [Fact]
    public async Task GetHistory_AfterTheEnd_HasDurableTasksEvents()
    {
        _broken = false;
        await _engine.Client.StartAsync(Main, "x", "one");
        await _engine.EndOf("one");
        var history = (await _engine.Client.GetHistoryAsync("one"))!;
        Assert.Equal(
            ["ExecutionStarted", "TaskScheduled", "TaskCompleted", "TaskScheduled", "TaskCompleted", "ExecutionCompleted"],
            history.Select(recorded => recorded.EventType));
        Assert.Equal(("Main", "\"x\""), (history[0].Name, history[0].Input));
        Assert.Equal(("Step", 0, "\"x1\"", history[1].Timestamp), (history[2].Name, history[2].EventId, history[2].Result, history[2].ScheduledTime));
        Assert.Equal((RuntimeStatus.Completed, "\"x1ok\""), (history[^1].RuntimeStatus, history[^1].Result));
    }

    [Fact]
    public async Task CallSubOrchestration_IdTakenByAnother_FailsAndLeavesThatAlone()
    {
        await _engine.Client.StartAsync(Waiter, "mine", "mum-kid");
        await _engine.Client.StartAsync(Parent, "x", "mum");
        var end = await _engine.EndOf("mum");
        Assert.Equal(RuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("mum-kid", end.Failure!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("\"mine\"", (await _engine.Client.GetInstanceAsync("mum-kid"))!.SerializedInput);
    }

    [Fact]
    public async Task Start_ApplicationVersion_IsStamped()
    {
        await _engine.StopAsync();
        _engine.Options.ApplicationVersion = "1.2.3";
        await _engine.StartAsync();
        await _engine.Client.StartAsync(Waiter, "x", "one");
        Assert.Equal("1.2.3", (await _engine.Client.GetInstanceAsync("one"))!.Version);
    }

    [Fact]
    public async Task Start_ManyAtOnceWithOneId_CreatesOne()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => _engine.Client.StartAsync(Waiter, $"{i}", "one"))));
        Assert.Single(results, result => result.Created);
    }

    [Fact]
    public async Task Start_IdOfAnInstanceOnDisk_LeavesItAndLosesNothingThatComesWithIt()
    {
        await _engine.Client.StartAsync(Waiter, "first", "one");
        await _engine.RestartAsync();
        var again = _engine.Client.StartAsync(Main, "second", "one");
        var raised = _engine.Client.RaiseEventAsync("one", "Go", "went");
        Assert.Equal(new StartResult("one", false), await again);
        Assert.Equal(ManageResult.Accepted, await raised);
        var end = await _engine.EndOf("one");
        Assert.Equal(("Waiter", "\"first\"", "\"went\""), (end.Name, end.SerializedInput, end.SerializedOutput));
        Assert.Equal(0, _steps);
    }

    private async Task FailAsync(string id)
    {
        await _engine.Client.StartAsync(Main, "x", id);
        Assert.Equal(RuntimeStatus.Failed, (await _engine.EndOf(id)).RuntimeStatus);
    }
}

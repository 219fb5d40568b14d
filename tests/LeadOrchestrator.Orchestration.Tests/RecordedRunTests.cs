using System.Text.Json;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Orchestration.Tests;

/// <summary>The lead's path on the embedded engine: what its recorded history says must be what the process map draws.</summary>
public sealed class RecordedRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lead-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task History_OfALead_HasExactlyTheDependenciesOfTheMap(bool replayEveryTurn)
    {
        await using var engine = await StartAsync(replayEveryTurn);
        var run = Given.Run(Given.Crm, Given.Inbox, Given.Chat, Given.Log) with { WatchResponse = new WatchPolicy(0.5, 1, TimeSpan.FromDays(30)) };
        var outcome = await RunAsync(engine, run);

        var map = LeadProcess.Map(
            [new("UpdateCrm", "leadBook"), new("NotifySales", "inbox"), new("NotifySales", "chat"), new("LogEvent", "eventLog")], watchResponse: true);
        Assert.Empty(LeadProcess.Differences(map, TimelineAnalysis.Of(outcome.Timeline)));

        var waitedFor = await ReadDependenciesAsync(engine.Client, outcome);
        Assert.Equal(map.Steps.Select(step => step.Id).Order(StringComparer.Ordinal), waitedFor.Keys.Order(StringComparer.Ordinal));
        foreach (var step in map.Steps) Assert.Equal(AllNeeds(map, step), waitedFor[step.Id].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Outcome_ReplayedBeforeEveryTurn_IsThatOfTheFirstRun()
    {
        await using var sticky = await StartAsync(replayEveryTurn: false);
        await using var replaying = await StartAsync(replayEveryTurn: true);

        var first = await RunAsync(sticky, Given.Run());
        var second = await RunAsync(replaying, Given.Run());

        Assert.Equal(Json(WithoutTimes(first)), Json(WithoutTimes(second)));
    }

    [Fact]
    public async Task Sequential_History_RunsTheEffectsOneAfterTheOther()
    {
        await using var engine = await StartAsync(replayEveryTurn: false);
        var outcome = await RunAsync(engine, Given.Run() with { Execution = ExecutionMode.Sequential });

        var waitedFor = await ReadDependenciesAsync(engine.Client, outcome);
        Assert.Contains("UpdateCrm:leadBook", waitedFor["NotifySales:inbox"]);
        Assert.Contains("NotifySales:inbox", waitedFor["LogEvent:eventLog"]);
    }

    /// <summary>What had completed when a step was scheduled: all that it can have waited for.</summary>
    private static async Task<Dictionary<string, List<string>>> ReadDependenciesAsync(IOrchestrationClient client, LeadOutcome outcome)
    {
        var history = (await client.GetHistoryAsync("lead-1"))!;
        var scheduled = history.Where(e => e.EventType == "TaskScheduled").Select(e => e.EventId).ToList();
        var keys = scheduled.Zip(outcome.Timeline.Steps, (id, step) => (id, step.Key)).ToDictionary(pair => pair.id, pair => pair.Key);
        var completed = new List<string>();
        var waitedFor = new Dictionary<string, List<string>>();
        foreach (var recorded in history)
        {
            if (recorded.EventType == "TaskScheduled") waitedFor.Add(keys[recorded.EventId], [.. completed]);
            else if (recorded.EventType == "TaskCompleted") completed.Add(keys[recorded.EventId]);
        }

        return waitedFor;
    }

    private static IEnumerable<string> AllNeeds(ProcessMap map, ProcessStep step)
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        void Add(ProcessStep of)
        {
            foreach (var need in of.Needs)
                if (all.Add(need)) Add(map.Steps.Single(other => other.Id == need));
        }

        Add(step);
        return all;
    }

    private Task<EmbeddedEngine> StartAsync(bool replayEveryTurn)
    {
        var registry = new EngineRegistry()
            .AddOrchestration(LeadOrchestration.Definition, LeadOrchestration.RunAsync)
            .AddActivity(LeadActivities.ScoreLead, (_, _, _) => Task.FromResult(Given.Timed(Given.Score)))
            .AddActivity(LeadActivities.DecideFollowUp, (_, _, _) => Task.FromResult(Given.Timed(Given.FollowUp, 1, 2)))
            .AddActivity(LeadActivities.AssignRep, (_, _, _) => Task.FromResult(Given.Timed(Given.AssignedTo("ann"), 2, 3)))
            .AddActivity(LeadActivities.UpdateCrm, (_, _, _) => Task.FromResult(Given.Receipt(3, 4)))
            .AddActivity(LeadActivities.NotifySales, (_, _, _) => Task.FromResult(Given.Receipt(3, 4)))
            .AddActivity(LeadActivities.LogEvent, (_, _, _) => Task.FromResult(Given.Receipt(3, 4)))
            .AddActivity(LeadActivities.StartResponseWatch, (_, _, _) => Task.FromResult(Given.Timed(true, 3, 4)));
        var options = new EmbeddedEngineOptions
        {
            DatabasePath = Path.Combine(_folder, $"{Guid.NewGuid():N}.db"),
            ReplayEveryTurn = replayEveryTurn,
            SerializerOptions = new JsonSerializerOptions(OrchestrationJson.Default.Options),
        };
        return EmbeddedEngine.StartAsync(options, registry);
    }

    private static async Task<LeadOutcome> RunAsync(EmbeddedEngine engine, LeadRun run)
    {
        await engine.Client.StartAsync(LeadOrchestration.Definition, run, run.LeadId);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var ended = await engine.Client.WaitForInstanceCompletionAsync(run.LeadId, patience.Token);
        Assert.Equal(RuntimeStatus.Completed, ended!.RuntimeStatus);
        return JsonSerializer.Deserialize(ended.SerializedOutput!, OrchestrationJson.Default.LeadOutcome)!;
    }

    private static string Json(LeadOutcome outcome) => JsonSerializer.Serialize(outcome, OrchestrationJson.Default.LeadOutcome);

    private static LeadOutcome WithoutTimes(LeadOutcome outcome) => outcome with
    {
        Timeline = new(default, default, [.. outcome.Timeline.Steps.Select(step => step with { ScheduledAt = default })]),
    };
}

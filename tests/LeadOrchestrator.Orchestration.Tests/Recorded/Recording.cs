using System.Text.Json;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;

namespace LeadOrchestrator.Orchestration.Tests.Recorded;

/// <summary>
/// Instances of every orchestration, each stopped at another point of its path: <c>{case}:{activity}</c> waits in that
/// activity when the engine stops. <c>LEAD_RECORD_TO=FILE</c> keeps the file for the tests of later versions.
/// </summary>
internal static class Recording
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Years = TimeSpan.FromDays(20 * 365); // a recording is kept for long
    private static readonly RetryPolicy Once = new(1, TimeSpan.FromSeconds(1));

    private static readonly string[] LeadSteps =
        ["ScoreLead", "DecideFollowUp", "AssignRep", "UpdateCrm", "NotifySales", "LogEvent", "StartResponseWatch"];

    /// <summary>The ids of all instances in a recording.</summary>
    public static IReadOnlyList<string> Instances { get; } =
    [
        .. LeadSteps.Select(step => $"parallel:{step}"), .. LeadSteps.Select(step => $"sequential:{step}"), "parked:nowhere",
        "watch:SendWatchNotice", "watch:ReassignRep", "watch:RecordResponse", "watch:nowhere", "second watch:nowhere",
        "import:ImportChunk", "queued:ReassignRep", "queued:NotifySales",
    ];

    /// <summary>Starts all instances over a new file, lets each come to its point, and stops.</summary>
    public static async Task MakeAsync(string file)
    {
        var stops = new Stops();
        await using var engine = await StartAsync(file, stops);
        foreach (var id in Instances) await BeginAsync(engine.Client, id);
        await stops.AllReached(Instances.Count(id => !id.EndsWith(":nowhere", StringComparison.Ordinal))).WaitAsync(Patience);
        await WaitUntilAsync(engine.Client, "parked:nowhere", status => status.SerializedCustomStatus is not null);
        await WaitUntilAsync(engine.Client, "second watch:nowhere", status => status.SerializedInput!.Contains("\"earlier\":[\"ann\"]", StringComparison.Ordinal));
        await WaitUntilAsync(engine.Client, "watch:nowhere", status => status.RuntimeStatus == RuntimeStatus.Running);
    }

    /// <summary>Starts the engine over a recording.</summary>
    /// <param name="file">The recording.</param>
    /// <param name="stops">Where instances stop; null to let all go on.</param>
    /// <param name="lead">Another lead's path than this version's, to prove that the difference is noticed.</param>
    public static Task<EmbeddedEngine> StartAsync(string file, Stops? stops = null, Func<IOrchestrationContext, LeadRun, Task<LeadOutcome>>? lead = null)
    {
        var registry = new EngineRegistry()
            .AddOrchestration(LeadOrchestration.Definition, lead ?? LeadOrchestration.RunAsync)
            .AddOrchestration(ResponseWatch.Definition, ResponseWatch.RunAsync)
            .AddOrchestration(QueuedLead.Definition, QueuedLead.RunAsync)
            .AddOrchestration(ImportOrchestration.Definition, ImportOrchestration.RunAsync);
        Add(LeadActivities.ScoreLead, _ => Given.Timed(Given.Score));
        Add(LeadActivities.DecideFollowUp, _ => Given.Timed(Given.FollowUp, 1, 2));
        Add(LeadActivities.AssignRep, _ => Given.Timed(Given.AssignedTo("ann"), 2, 3));
        Add(LeadActivities.UpdateCrm, _ => Given.Receipt(3, 4));
        Add(LeadActivities.NotifySales, _ => Given.Receipt(3, 4));
        Add(LeadActivities.LogEvent, _ => Given.Receipt(3, 4));
        Add(LeadActivities.StartResponseWatch, _ => Given.Timed(true, 3, 4));
        Add(LeadActivities.SendWatchNotice, _ => true);
        Add(LeadActivities.ReassignRep, _ => Given.AssignedTo("bob") with { DecidedAt = DateTimeOffset.MaxValue });
        Add(LeadActivities.RecordResponse, _ => true);
        Add(LeadActivities.ImportChunk, request => Chunk(request.Cursor), stopAt: request => request.Cursor.Line > 2);
        return EmbeddedEngine.StartAsync(
            new EmbeddedEngineOptions
            {
                DatabasePath = file,
                ShutdownTimeout = TimeSpan.FromMilliseconds(200),
                SerializerOptions = new JsonSerializerOptions(OrchestrationJson.Default.Options),
            },
            registry);

        void Add<TInput, TOutput>(Activity<TInput, TOutput> token, Func<TInput, TOutput> answer, Func<TInput, bool>? stopAt = null) =>
            registry.AddActivity(token, async (context, input, cancellationToken) =>
            {
                if (stops is not null && (stopAt?.Invoke(input) ?? true)) await stops.PassAsync(context, cancellationToken);
                return answer(input);
            });
    }

    /// <summary>Sends an instance what it may be waiting for.</summary>
    public static async Task SendOnAsync(IOrchestrationClient client, string id)
    {
        if (id.StartsWith("parked", StringComparison.Ordinal)) await client.RaiseEventAsync(id, LeadOrchestration.RedriveEvent, new RedriveRequest());
        if (id.Contains("watch:", StringComparison.Ordinal)) await client.RaiseEventAsync(id, ResponseWatch.RespondedEventName, new RespondedEvent());
    }

    private static async Task BeginAsync(IOrchestrationClient client, string id)
    {
        var run = Given.Run() with { LeadId = id, DecisionRetry = Once, EffectRetry = Once, ParkedFor = Years, WatchResponse = new(0.5, 1, Years) };
        switch (id.Split(':')[0])
        {
            case "parallel" or "parked":
                await client.StartAsync(LeadOrchestration.Definition, run, id);
                break;
            case "sequential":
                await client.StartAsync(LeadOrchestration.Definition, run with { Execution = ExecutionMode.Sequential }, id);
                break;
            case "queued":
                await client.StartAsync(QueuedLead.Definition, new QueuedLeadRun(run, Given.Score, Given.FollowUp, 1, Given.Rules, Given.Start), id);
                break;
            case "import":
                await client.StartAsync(
                    ImportOrchestration.Definition,
                    new ImportRun(id, "leads.csv", ImportFormat.Csv, null, 1, Once, new ImportProgress(0, 0, 0, 0, 0, 0, 30, new ImportCursor(0, 1), false)), id);
                break;
            default:
                await BeginWatchAsync(client, id, run);
                break;
        }
    }

    private static async Task BeginWatchAsync(IOrchestrationClient client, string id, LeadRun run)
    {
        var within = Years;
        var assignedAt = id switch
        {
            "watch:ReassignRep" => DateTimeOffset.UtcNow - (within * 2),
            "second watch:nowhere" => DateTimeOffset.UtcNow - (within * 2),
            "watch:SendWatchNotice" => DateTimeOffset.UtcNow - (within * 0.7),
            _ => DateTimeOffset.UtcNow,
        };
        await client.StartAsync(
            ResponseWatch.Definition,
            new ResponseWatchRun(
                id, run.Lead, Given.Score, Given.FollowUp, Given.AssignedTo("ann"), assignedAt, assignedAt, within, run.WatchResponse!, [], Once), id);
        if (id == "watch:RecordResponse") await SendOnAsync(client, id);
    }

    private static ImportChunkResult Chunk(ImportCursor cursor) =>
        new(1, 1, 0, 0, 0, cursor.Offset + 10, 30, cursor.Line > 2 ? null : new ImportCursor(cursor.Offset + 10, cursor.Line + 1));

    private static async Task WaitUntilAsync(IOrchestrationClient client, string id, Func<OrchestrationMetadata, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition((await client.GetInstanceAsync(id, cancellationToken: patience.Token))!)) await Task.Yield();
    }

    /// <summary>The points at which instances wait.</summary>
    internal sealed class Stops
    {
        private readonly SemaphoreSlim _reached = new(0);

        public async Task AllReached(int count)
        {
            for (var i = 0; i < count; i++) await _reached.WaitAsync();
        }

        public async Task PassAsync(ActivityContext context, CancellationToken cancellationToken)
        {
            if (context.InstanceId.StartsWith("parked", StringComparison.Ordinal) && context.Name == "NotifySales")
                throw new InvalidOperationException("Refused.");
            if (!context.InstanceId.EndsWith(":" + context.Name, StringComparison.Ordinal)) return;
            _reached.Release();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}

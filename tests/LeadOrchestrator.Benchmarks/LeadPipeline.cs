using System.Diagnostics;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;

namespace LeadOrchestrator.Benchmarks;

/// <summary>The shape of a lead's path: three steps in order, then three at once.</summary>
internal static class LeadPipeline
{
    public static readonly Orchestration<string, string> Run = new("Lead");
    public static readonly Orchestration<string, string> RunInOrder = new("LeadInOrder");
    public static readonly Orchestration<int, string> Watch = new("Watch");
    private static readonly string[] Names = ["ScoreLead", "DecideFollowUp", "AssignRep", "UpdateCrm", "NotifySales", "LogEvent"];
    private static readonly Activity<string, string>[] Steps = [.. Names.Select(name => new Activity<string, string>(name))];

    /// <summary>A registry whose steps take the given time.</summary>
    /// <param name="step">How long a step takes; it may overshoot by what the system's timers do.</param>
    /// <param name="onStep">Called with the instance's id when a step begins.</param>
    /// <param name="onEnded">Called with the step's name and the milliseconds it did take; for steps that take time.</param>
    public static EngineRegistry Registry(TimeSpan step = default, Action<string>? onStep = null, Action<string, double>? onEnded = null)
    {
        var registry = new EngineRegistry();
        registry.AddOrchestration(Run, RunAsync);
        registry.AddOrchestration(RunInOrder, RunInOrderAsync);
        registry.AddOrchestration(Watch, WatchAsync);
        foreach (var activity in Steps)
        {
            registry.AddActivity(activity, step == default
                ? (context, input, _) => Trivial(context, input, onStep)
                : async (context, input, token) =>
                {
                    var begin = Stopwatch.GetTimestamp();
                    await Task.Delay(step, token);
                    onEnded?.Invoke(context.Name, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                    return input;
                });
        }

        return registry;
    }

    private static Task<string> Trivial(Durability.ActivityContext context, string input, Action<string>? onStep)
    {
        onStep?.Invoke(context.InstanceId);
        return Task.FromResult(input);
    }

    private static async Task<string> RunAsync(IOrchestrationContext context, string lead)
    {
        var score = await context.CallActivityAsync(Steps[0], lead);
        var followUp = await context.CallActivityAsync(Steps[1], score);
        var rep = await context.CallActivityAsync(Steps[2], followUp);
        await Task.WhenAll(context.CallActivityAsync(Steps[3], rep), context.CallActivityAsync(Steps[4], rep), context.CallActivityAsync(Steps[5], rep));
        return rep;
    }

    private static async Task<string> RunInOrderAsync(IOrchestrationContext context, string lead)
    {
        foreach (var step in Steps) lead = await context.CallActivityAsync(step, lead);
        return lead;
    }

    private static async Task<string> WatchAsync(IOrchestrationContext context, int hours)
    {
        using var cancellation = new CancellationTokenSource();
        var responded = context.WaitForExternalEvent<string>("Responded", cancellation.Token);
        var timeout = context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
        return await Task.WhenAny(responded, timeout) == responded ? "responded" : "timeout";
    }
}

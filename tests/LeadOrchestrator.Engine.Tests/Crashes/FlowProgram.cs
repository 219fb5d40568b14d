using System.Collections.Concurrent;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;

namespace LeadOrchestrator.Engine.Tests.Crashes;

/// <summary>A little workflow as data: what it does follows from it, and so does what it must give.</summary>
/// <param name="Kind">act, timer, seq, par, sub or again (continue as new, once).</param>
/// <param name="Id">Unique in the flow.</param>
/// <param name="Failures">How often the activity fails before it succeeds.</param>
/// <param name="Parts">The flows it is made of.</param>
public sealed record Flow(string Kind, int Id, int Failures, IReadOnlyList<Flow> Parts)
{
    /// <summary>What the flow must give.</summary>
    public string Expected => Kind switch
    {
        "act" => $"a{Id}",
        "timer" => $"t{Id}",
        _ => $"{Kind}{Id}({string.Join(",", Parts.Select(part => part.Expected))})",
    };

    /// <summary>All its activities.</summary>
    public IEnumerable<int> Activities => Kind == "act" ? [Id] : Parts.SelectMany(part => part.Activities);
}

/// <summary>Runs flows, and counts.</summary>
internal sealed class FlowProgram
{
    public static readonly Orchestration<Flow, string> Run = new("Flow");
    private static readonly Activity<Flow, string> Act = new("Act");
    private static readonly RetryPolicy Retries = new(4, TimeSpan.FromTicks(1));

    /// <summary>How often each activity was run to success, over all processes.</summary>
    public ConcurrentDictionary<int, int> Successes { get; } = new();

    private ConcurrentDictionary<int, int> Attempts { get; } = new();

    public void Register(EngineRegistry registry)
    {
        registry.AddOrchestration(Run, RunAsync);
        registry.AddActivity(Act, (_, flow, _) =>
        {
            if (Attempts.AddOrUpdate(flow.Id, 1, (_, n) => n + 1) <= flow.Failures) throw new TimeoutException();
            Successes.AddOrUpdate(flow.Id, 1, (_, n) => n + 1);
            return Task.FromResult($"a{flow.Id}");
        });
    }

    private static async Task<string> RunAsync(IOrchestrationContext context, Flow flow)
    {
        switch (flow.Kind)
        {
            case "act":
                return await context.CallActivityAsync(Act, flow, Retries);
            case "timer":
                await context.CreateTimer(TimeSpan.FromTicks(1), CancellationToken.None);
                return $"t{flow.Id}";
            case "par":
                return $"par{flow.Id}({string.Join(",", await Task.WhenAll(flow.Parts.Select(part => RunAsync(context, part))))})";
            case "sub":
                return $"sub{flow.Id}({await context.CallSubOrchestrationAsync(Run, flow.Parts[0])})";
            default:
                var results = new List<string>();
                foreach (var part in flow.Parts) results.Add(await RunAsync(context, part));
                return $"{flow.Kind}{flow.Id}({string.Join(",", results)})";
        }
    }
}

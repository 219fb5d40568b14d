using LeadOrchestrator.Api.Management;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Api.Tests.Management;

/// <summary>The orchestrations that ran while the management API of Durable Functions was recorded.</summary>
internal static class RecordedOrchestrations
{
    private static readonly Activity<string, string> Bad = new("Bad");
    private static readonly Activity<int, int> One = new("One");
    private static readonly Orchestration<string, string> Child = new("Child");

    public static void Add(EmbeddedEngineBuilder engine)
    {
        AddOrchestration<string>("WaitEvent", WaitEventAsync);
        AddOrchestration<string>("Fail", (context, _) => context.CallActivityAsync(Bad, ""));
        AddOrchestration<string>("Retry", RetryAsync);
        AddOrchestration<int>("Wide", WideAsync);
        AddOrchestration<string>("Parent", async (context, _) => $"{await context.CallSubOrchestrationAsync(Child, "kid", $"{context.InstanceId}-c")} 1 v=0 True");
        AddOrchestration<string>("Child", (_, input) => Task.FromResult($"echo:{input}/2"));
        engine.AddActivity(Bad, (_, _, _) => throw new ArgumentException("bad arg"));
        engine.AddActivity(One, (_, input, _) => Task.FromResult(input));

        void AddOrchestration<TOutput>(string name, Func<IOrchestrationContext, string, Task<TOutput>> run)
        {
            engine.AddOrchestration(new Orchestration<string, TOutput>(name), run);
            engine.Services.AddSingleton(new StartableOrchestration(name));
        }
    }

    private static async Task<string> WaitEventAsync(IOrchestrationContext context, string input)
    {
        context.SetCustomStatus("waiting");
        using var stop = new CancellationTokenSource();
        var approved = context.WaitForExternalEvent<bool>("Approve");
        await Task.WhenAny(approved, context.CreateTimer(TimeSpan.FromHours(1), stop.Token));
        stop.Cancel();
        context.SetCustomStatus("done");
        return $"approved={await approved}";
    }

    private static async Task<string> RetryAsync(IOrchestrationContext context, string input)
    {
        try
        {
            return await context.CallActivityAsync(Bad, "", new RetryPolicy(3, TimeSpan.FromMilliseconds(1)));
        }
        catch (ActivityFailedException)
        {
            return "ok after 3";
        }
    }

    private static async Task<int> WideAsync(IOrchestrationContext context, string input) =>
        (await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => context.CallActivityAsync(One, 1)))).Sum();
}

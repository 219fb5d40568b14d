using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Tests.Contract;

/// <summary>What every host of the port must do alike. A host's tests inherit the suite and say how the host is started.</summary>
public abstract partial class OrchestrationContract
{
    protected static readonly Orchestration<string, string> Main = new("Main");
    protected static readonly Orchestration<string, string> Child = new("Child");
    protected static readonly Activity<string, string> Echo = new("Echo");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected abstract Task<IContractHost> StartHostAsync(Action<IContractRegistry> register);

    /// <summary>How many activities the host runs at once at least.</summary>
    protected virtual int Concurrency => 5;

    /// <summary>Which of two events, 1 and 2, the second and the first waiter get.</summary>
    protected virtual string EventsOfSecondAndFirstWaiter => "21";

    /// <summary>What becomes of an event nobody waited for when it is to be carried over to the next execution.</summary>
    protected virtual string EventToCarryOver => "kept";

    /// <summary>What a held instance shows as output.</summary>
    protected virtual string? OutputWhileSuspended(string reason) => $"\"{reason}\"";

    /// <summary>Runs one orchestration to its end.</summary>
    private async Task<OrchestrationMetadata> RunAsync(
        Func<IOrchestrationContext, string, Task<string>> main, Action<IContractRegistry>? more = null, string input = "in", Func<IOrchestrationClient, string, Task>? meanwhile = null)
    {
        await using var host = await StartHostAsync(registry =>
        {
            registry.AddOrchestration(Main, main);
            more?.Invoke(registry);
        });
        var started = await host.Client.StartAsync(Main, input);
        Assert.True(started.Created);
        if (meanwhile is not null) await meanwhile(host.Client, started.InstanceId);
        return await EndOf(host.Client, started.InstanceId);
    }

    private static async Task<OrchestrationMetadata> EndOf(IOrchestrationClient client, string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        return (await client.WaitForInstanceCompletionAsync(id, patience.Token))!;
    }

    /// <summary>Asks until the answer is there: a host may accept a command before it has carried it out.</summary>
    private static async Task<OrchestrationMetadata> WaitFor(IOrchestrationClient client, string id, Func<OrchestrationMetadata, bool> isThere)
    {
        using var patience = new CancellationTokenSource(Patience);
        OrchestrationMetadata found;
        while (!isThere(found = (await client.GetInstanceAsync(id, cancellationToken: patience.Token))!)) await Task.Yield();
        return found;
    }

    private static void AddEcho(IContractRegistry registry) =>
        registry.AddActivity(Echo, (_, input, _) => Task.FromResult(input + "!"));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Net;
using System.Net.Sockets;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Tests.Contract;
using LeadOrchestrator.Functions.Adapter;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using ActivityContext = LeadOrchestrator.Durability.ActivityContext;

namespace LeadOrchestrator.Functions.Tests.Contract;

/// <summary>Durable Task's own engine, in its in-process test host, keeps the contract through the adapter.</summary>
public sealed class DurableTaskContractTests : OrchestrationContract
{
    /// <summary>The test host runs as many activities at once as there are processors.</summary>
    protected override int Concurrency => Math.Min(base.Concurrency, Environment.ProcessorCount);

    /// <summary>Durable Task serves the latest waiter first (docs/hosts.md); no orchestration here has two waiters of one name.</summary>
    protected override string EventsOfSecondAndFirstWaiter => "12";

    /// <summary>
    /// The worker sends such events on (<see cref="EventsOverContinueAsNewTests"/>), and the Functions host delivers them. The test host of
    /// 0.2.3-preview.1 throws away what an execution sent before it continued; mended after that release
    /// (microsoft/durabletask-dotnet, 708). This fails, and goes, when a release has it.
    /// </summary>
    protected override string EventToCarryOver => "lost";

    /// <summary>Azure Storage keeps the reason as output; the test host does not.</summary>
    protected override string? OutputWhileSuspended(string reason) => null;

    protected override async Task<IContractHost> StartHostAsync(Action<IContractRegistry> register)
    {
        var json = new JsonDataConverter(PayloadJson.Options);
        var options = new DurableTaskTestHostOptions
        {
            Port = FreePort(),
            ConfigureServices = services => services
                .Configure<DurableTaskWorkerOptions>(worker => worker.DataConverter = json)
                .Configure<DurableTaskClientOptions>(client => client.DataConverter = json),
        };
        return new Host(await DurableTaskTestHost.StartAsync(registry => register(new Registry(registry)), options));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Host(DurableTaskTestHost host) : IContractHost
    {
        public IOrchestrationClient Client { get; } = new DurableTaskOrchestrationClient(() => host.Client, TimeProvider.System);

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }

    private sealed class Registry(DurableTaskRegistry registry) : IContractRegistry
    {
        public void AddOrchestration<TInput, TOutput>(Orchestration<TInput, TOutput> token, Func<IOrchestrationContext, TInput, Task<TOutput>> run) =>
            registry.AddOrchestratorFunc<TInput, TOutput>(token.Name, (context, input) => run(new DurableTaskOrchestrationContext(context), input)!);

        public void AddActivity<TInput, TOutput>(Activity<TInput, TOutput> token, Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> run) =>
            registry.AddActivityFunc<TInput, TOutput>(token.Name, (context, input) =>
                run(new ActivityContext(context.InstanceId, context.Name), input, CancellationToken.None)!);
    }
}

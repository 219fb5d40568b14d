using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Tests.Contract;

/// <summary>What the contract suite registers its code with.</summary>
public interface IContractRegistry
{
    void AddOrchestration<TInput, TOutput>(Orchestration<TInput, TOutput> token, Func<IOrchestrationContext, TInput, Task<TOutput>> run);

    void AddActivity<TInput, TOutput>(Activity<TInput, TOutput> token, Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> run);
}

/// <summary>A running host of the port, on real time.</summary>
public interface IContractHost : IAsyncDisposable
{
    IOrchestrationClient Client { get; }
}

using LeadOrchestrator.Engine.Tests.Contract;

namespace LeadOrchestrator.Engine.Tests;

/// <summary>The embedded engine keeps the contract.</summary>
public class EngineContractTests : OrchestrationContract
{
    protected virtual bool ReplayEveryTurn => false;

    protected override async Task<IContractHost> StartHostAsync(Action<IContractRegistry> register)
    {
        var host = new TestEngine { Options = { ReplayEveryTurn = ReplayEveryTurn } };
        register(host);
        await host.StartAsync();
        return host;
    }
}

/// <summary>It keeps it also when every turn begins with a replay, so replays are deterministic.</summary>
public sealed class ReplayingEngineContractTests : EngineContractTests
{
    protected override bool ReplayEveryTurn => true;
}

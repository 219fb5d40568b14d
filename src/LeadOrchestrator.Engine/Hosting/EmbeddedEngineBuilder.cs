using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadOrchestrator.Engine.Hosting;

/// <summary>Registers what the embedded engine can run.</summary>
public sealed class EmbeddedEngineBuilder
{
    private readonly EngineRegistry _registry;

    internal EmbeddedEngineBuilder(IServiceCollection services, EngineRegistry registry) => (Services, _registry) = (services, registry);

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds an orchestration; see <see cref="EngineRegistry.AddOrchestration{TInput, TOutput}"/>.</summary>
    public EmbeddedEngineBuilder AddOrchestration<TInput, TOutput>(
        Orchestration<TInput, TOutput> token, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
    {
        _registry.AddOrchestration(token, run);
        return this;
    }

    /// <summary>Adds an activity whose class is resolved from the host's services, once.</summary>
    public EmbeddedEngineBuilder AddActivity<TInput, TOutput, TActivity>(Activity<TInput, TOutput> token)
        where TActivity : class, IActivity<TInput, TOutput>
    {
        ArgumentNullException.ThrowIfNull(token);
        Services.TryAddSingleton<TActivity>();
        _registry.Add(token.Name, new ServiceActivityCode<TInput, TOutput, TActivity>());
        return this;
    }

    /// <summary>Adds an activity given as a function.</summary>
    public EmbeddedEngineBuilder AddActivity<TInput, TOutput>(
        Activity<TInput, TOutput> token, Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> run)
    {
        _registry.AddActivity(token, run);
        return this;
    }
}

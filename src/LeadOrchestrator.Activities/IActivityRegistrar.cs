using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Activities;

/// <summary>What a host offers to take activities: <c>EmbeddedEngineBuilder.AddActivity</c> has this shape.</summary>
public interface IActivityRegistrar
{
    /// <summary>Takes one activity; its class is resolved from the host's services.</summary>
    /// <typeparam name="TInput">What the activity takes.</typeparam>
    /// <typeparam name="TOutput">What the activity returns.</typeparam>
    /// <typeparam name="TActivity">The activity's class.</typeparam>
    /// <param name="token">Its typed name.</param>
    void Add<TInput, TOutput, TActivity>(Activity<TInput, TOutput> token) where TActivity : class, IActivity<TInput, TOutput>;
}

namespace LeadOrchestrator.Durability;

/// <summary>
/// A typed name of an activity. The name is the contract: it is written to histories,
/// so it is never changed once released.
/// </summary>
/// <typeparam name="TInput">What the activity takes; serialized as JSON.</typeparam>
/// <typeparam name="TOutput">What the activity returns; serialized as JSON.</typeparam>
/// <param name="Name">The activity's name, unique within an application.</param>
public sealed record Activity<TInput, TOutput>(string Name);

/// <summary>A typed name of an orchestration; see <see cref="Activity{TInput, TOutput}"/> on names.</summary>
/// <typeparam name="TInput">What the orchestration takes; serialized as JSON.</typeparam>
/// <typeparam name="TOutput">What the orchestration returns; serialized as JSON.</typeparam>
/// <param name="Name">The orchestration's name, unique within an application.</param>
public sealed record Orchestration<TInput, TOutput>(string Name);

/// <summary>The code of an activity: where all I/O happens. It may run more than once, so it must be idempotent.</summary>
/// <typeparam name="TInput">What the activity takes.</typeparam>
/// <typeparam name="TOutput">What the activity returns.</typeparam>
public interface IActivity<in TInput, TOutput>
{
    /// <summary>Runs the activity once.</summary>
    /// <param name="context">Who calls.</param>
    /// <param name="input">The input as the orchestration gave it.</param>
    /// <param name="cancellationToken">Signalled when the host shuts down; the activity will run again after the restart.</param>
    /// <returns>The result, recorded in the orchestration's history.</returns>
    Task<TOutput> RunAsync(ActivityContext context, TInput input, CancellationToken cancellationToken);
}

/// <summary>What an activity may know of the call.</summary>
/// <param name="InstanceId">The id of the orchestration instance that called.</param>
/// <param name="Name">The name under which the activity was called.</param>
public sealed record ActivityContext(string InstanceId, string Name);

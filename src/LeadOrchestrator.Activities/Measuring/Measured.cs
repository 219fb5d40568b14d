using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Measuring;

/// <summary>An activity whose result carries the times between which it was made: the steps of a lead's timeline.</summary>
/// <typeparam name="TInput">What the activity takes.</typeparam>
/// <typeparam name="TOutput">What it returns, without times.</typeparam>
/// <typeparam name="TActivity">The activity.</typeparam>
public sealed class Measured<TInput, TOutput, TActivity>(TActivity activity, ActivityMeter meter) : IActivity<TInput, Timed<TOutput>>
    where TActivity : class, IActivity<TInput, TOutput>
{
    /// <inheritdoc/>
    public Task<Timed<TOutput>> RunAsync(ActivityContext context, TInput input, CancellationToken cancellationToken) =>
        meter.RunAsync(activity, context, input, cancellationToken);
}

/// <summary>An activity that is measured, but returns its bare result: what is not a step of a lead's timeline.</summary>
/// <typeparam name="TInput">What the activity takes.</typeparam>
/// <typeparam name="TOutput">What it returns.</typeparam>
/// <typeparam name="TActivity">The activity.</typeparam>
public sealed class Observed<TInput, TOutput, TActivity>(TActivity activity, ActivityMeter meter) : IActivity<TInput, TOutput>
    where TActivity : class, IActivity<TInput, TOutput>
{
    /// <inheritdoc/>
    public async Task<TOutput> RunAsync(ActivityContext context, TInput input, CancellationToken cancellationToken) =>
        (await meter.RunAsync(activity, context, input, cancellationToken)).Value;
}

using System.Text.Json;
using LeadOrchestrator.Durability;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Engine.Activities;

/// <summary>A registered activity, its types erased: JSON in, JSON out.</summary>
internal abstract class ActivityCode
{
    public abstract Task<byte[]> RunAsync(
        ActivityContext context, byte[] input, JsonSerializerOptions json, IServiceProvider? services, CancellationToken cancellationToken);
}

/// <summary>An activity with its types.</summary>
internal abstract class ActivityCode<TInput, TOutput> : ActivityCode
{
    public sealed override async Task<byte[]> RunAsync(
        ActivityContext context, byte[] input, JsonSerializerOptions json, IServiceProvider? services, CancellationToken cancellationToken)
    {
        var argument = Payload.Read<TInput>(input, json);
        var result = await RunAsync(context, argument, services, cancellationToken);
        return Payload.Write(result, json);
    }

    protected abstract Task<TOutput> RunAsync(
        ActivityContext context, TInput input, IServiceProvider? services, CancellationToken cancellationToken);
}

/// <summary>An activity given as a function.</summary>
internal sealed class DelegateActivityCode<TInput, TOutput>(Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> run)
    : ActivityCode<TInput, TOutput>
{
    protected override Task<TOutput> RunAsync(
        ActivityContext context, TInput input, IServiceProvider? services, CancellationToken cancellationToken) =>
        run(context, input, cancellationToken);
}

/// <summary>An activity that is a service of the host.</summary>
internal sealed class ServiceActivityCode<TInput, TOutput, TActivity> : ActivityCode<TInput, TOutput>
    where TActivity : class, IActivity<TInput, TOutput>
{
    private TActivity? _activity;

    protected override Task<TOutput> RunAsync(
        ActivityContext context, TInput input, IServiceProvider? services, CancellationToken cancellationToken)
    {
        _activity ??= services!.GetRequiredService<TActivity>();
        return _activity.RunAsync(context, input, cancellationToken);
    }
}

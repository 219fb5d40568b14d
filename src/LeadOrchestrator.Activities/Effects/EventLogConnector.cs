using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>Appends the decision to the event log; the effect's key is the event's id, so it is there once.</summary>
internal sealed class EventLogConnector(IEventLog log) : IEffectConnector
{
    public async Task<EffectReceipt> SendAsync(EffectRequest effect, CancellationToken cancellationToken)
    {
        var added = await log.AppendAsync(LeadEvents.Decided(effect) with { SubmittedAt = effect.SubmittedAt }, cancellationToken);
        return new(effect.Key, !added);
    }
}

internal sealed class EventLogType(IServiceProvider services) : BuiltInConnectorType("eventLog", EffectKind.Log)
{
    public override IEffectConnector Create(EffectTarget target, TargetSettings settings) =>
        new EventLogConnector(services.GetRequiredService<IEventLog>());
}

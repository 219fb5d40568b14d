using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>Writes the lead to one CRM.</summary>
public sealed class UpdateCrm(EffectConnectors connectors) : IActivity<EffectRequest, EffectReceipt>
{
    /// <inheritdoc/>
    public Task<EffectReceipt> RunAsync(ActivityContext context, EffectRequest input, CancellationToken cancellationToken) =>
        connectors.SendAsync(input, cancellationToken);
}

/// <summary>Tells the sales team through one channel.</summary>
public sealed class NotifySales(EffectConnectors connectors) : IActivity<EffectRequest, EffectReceipt>
{
    /// <inheritdoc/>
    public Task<EffectReceipt> RunAsync(ActivityContext context, EffectRequest input, CancellationToken cancellationToken) =>
        connectors.SendAsync(input, cancellationToken);
}

/// <summary>Logs the event for reporting in one log.</summary>
public sealed class LogEvent(EffectConnectors connectors) : IActivity<EffectRequest, EffectReceipt>
{
    /// <inheritdoc/>
    public Task<EffectReceipt> RunAsync(ActivityContext context, EffectRequest input, CancellationToken cancellationToken) =>
        connectors.SendAsync(input, cancellationToken);
}

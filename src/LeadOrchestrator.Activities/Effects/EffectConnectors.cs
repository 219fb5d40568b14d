using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>The configured targets and their connectors.</summary>
public sealed class EffectConnectors
{
    private readonly Dictionary<EffectTarget, IEffectConnector> _connectors;
    private readonly TargetWatch _watch;

    /// <summary>Makes the connector of every configured target.</summary>
    public EffectConnectors(IOptions<TargetsOptions> options, IEnumerable<IConnectorType> types, TargetWatch watch)
    {
        ArgumentNullException.ThrowIfNull(options);
        _watch = watch;
        var byName = types.ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);
        var targets = options.Value.All().Select(entry => (Target: new EffectTarget(entry.Kind, entry.Settings.Name), entry.Settings)).ToList();
        _connectors = targets.ToDictionary(entry => entry.Target, entry => byName[entry.Settings.Type].Create(entry.Target, entry.Settings));
        Targets = [.. targets.Select(entry => entry.Target)];
    }

    /// <summary>The targets in the order of the settings: what new leads are stamped with.</summary>
    public IReadOnlyList<EffectTarget> Targets { get; }

    /// <summary>Writes an effect to its target.</summary>
    /// <exception cref="PermanentFailureException">The target is not configured any more, or refused the effect.</exception>
    public async Task<EffectReceipt> SendAsync(EffectRequest effect, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(effect);
        if (!_connectors.TryGetValue(effect.Target, out var connector))
            throw new PermanentFailureException(
                $"Target {effect.Target} is not configured any more. Put '{effect.Target.Name}' back under Targets:{effect.Target.Kind} and redrive the lead.");
        try
        {
            var receipt = await connector.SendAsync(effect, cancellationToken);
            _watch.Succeeded(effect.Target);
            return receipt;
        }
        catch (Exception exception) when (exception is not LeadErasedException && !cancellationToken.IsCancellationRequested)
        {
            _watch.Failed(effect.Target, exception);
            throw;
        }
    }
}

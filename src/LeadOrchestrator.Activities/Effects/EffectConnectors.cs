using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>The configured targets and their connectors.</summary>
public sealed class EffectConnectors
{
    private readonly Dictionary<EffectTarget, IEffectConnector> _connectors;

    /// <summary>Makes the connector of every configured target.</summary>
    public EffectConnectors(IOptions<TargetsOptions> options, IEnumerable<IConnectorType> types)
    {
        ArgumentNullException.ThrowIfNull(options);
        var byName = types.ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);
        var targets = options.Value.All().Select(entry => (Target: new EffectTarget(entry.Kind, entry.Settings.Name), entry.Settings)).ToList();
        _connectors = targets.ToDictionary(entry => entry.Target, entry => byName[entry.Settings.Type].Create(entry.Target, entry.Settings));
        Targets = [.. targets.Select(entry => entry.Target)];
    }

    /// <summary>The targets in the order of the settings: what new leads are stamped with.</summary>
    public IReadOnlyList<EffectTarget> Targets { get; }

    /// <summary>Writes an effect to its target.</summary>
    /// <exception cref="PermanentFailureException">The target is not configured any more, or refused the effect.</exception>
    public Task<EffectReceipt> SendAsync(EffectRequest effect, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return _connectors.TryGetValue(effect.Target, out var connector)
            ? connector.SendAsync(effect, cancellationToken)
            : throw new PermanentFailureException(
                $"Target {effect.Target} is not configured any more. Put '{effect.Target.Name}' back under Targets:{effect.Target.Kind} and redrive the lead.");
    }
}

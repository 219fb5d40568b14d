using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>
/// A type of target that is a store of our own: one kind of effect, no settings but its name. The store is not asked for
/// before a connector is made: settings are validated before stores are opened.
/// </summary>
internal abstract class BuiltInConnectorType(string name, EffectKind kind) : IConnectorType
{
    public string Name { get; } = name;

    public IReadOnlySet<EffectKind> Kinds { get; } = new HashSet<EffectKind> { kind };

    public IEnumerable<string> Validate(string path, TargetSettings settings)
    {
        if (settings.Url is not null) yield return $"{path}:Url is for webhooks; type {Name} takes none. Did you mean Type 'webhook'?";
        if (settings.Secret is not null) yield return $"{path}:Secret is for webhooks; type {Name} takes none.";
        if (settings.Headers.Count > 0) yield return $"{path}:Headers are for webhooks; type {Name} takes none.";
    }

    public abstract IEffectConnector Create(EffectTarget target, TargetSettings settings);
}

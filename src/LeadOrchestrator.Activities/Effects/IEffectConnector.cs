using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>
/// Writes effects to one target. It may be called more than once with the same effect, so it writes by the effect's key:
/// an upsert, or an insert that ignores what it has.
/// </summary>
public interface IEffectConnector
{
    /// <summary>Writes one effect.</summary>
    /// <exception cref="Durability.PermanentFailureException">Trying again cannot help; the branch is parked at once.</exception>
    /// <exception cref="Exception">Anything else is tried again by the orchestration, then parked. Messages name the target and
    /// the cause, never a secret or a person.</exception>
    Task<EffectReceipt> SendAsync(EffectRequest effect, CancellationToken cancellationToken);
}

/// <summary>A type of target that settings can name.</summary>
public interface IConnectorType
{
    /// <summary>What <c>Type</c> says in the settings.</summary>
    string Name { get; }

    /// <summary>The kinds of effect that it can take.</summary>
    IReadOnlySet<EffectKind> Kinds { get; }

    /// <summary>Says what is wrong with the settings of a target, each with the setting's full name.</summary>
    IEnumerable<string> Validate(string path, TargetSettings settings);

    /// <summary>Makes the connector of one target, once.</summary>
    IEffectConnector Create(EffectTarget target, TargetSettings settings);
}

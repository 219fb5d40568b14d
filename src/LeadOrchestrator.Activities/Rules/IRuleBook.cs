using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Activities.Rules;

/// <summary>The rules in force, and every version that a lead in flight may still be decided by.</summary>
public interface IRuleBook
{
    /// <summary>The rules that new leads are stamped with.</summary>
    RuleSet Current { get; }

    /// <summary>Where the rules come from, since when, and whether the last reload failed.</summary>
    RuleBookStatus Status { get; }

    /// <summary>The rules of a version: the current ones, or an earlier document from the archive.</summary>
    /// <param name="version">The version that was stamped into a run; it is found by its hash.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="Durability.PermanentFailureException">No document of that hash was ever archived.</exception>
    Task<RuleSet> GetAsync(RulesVersion version, CancellationToken cancellationToken = default);
}

/// <summary>Is told when the rules' file has changed while the host runs. A host may have one.</summary>
public interface IRuleReloads
{
    /// <summary>Other rules are in force.</summary>
    Task ReloadedAsync(RulesVersion before, RulesVersion now);

    /// <summary>The file is missing or not valid: those before stay in force.</summary>
    Task RefusedAsync(RulesVersion inForce);
}

/// <summary>The state of the rules at run time, for health checks.</summary>
/// <param name="Version">The version in force.</param>
/// <param name="Source">The file's path, or <c>built-in</c>.</param>
/// <param name="LoadedAt">Since when it is in force.</param>
/// <param name="LastFailure">The last reload, if it failed: the version above then stayed in force.</param>
public sealed record RuleBookStatus(RulesVersion Version, string Source, DateTimeOffset LoadedAt, RuleReloadFailure? LastFailure)
{
    /// <summary>What is said wherever the sample rules decide.</summary>
    public const string SampleNotice = "Sample rules of an invented company are in force: leads go to people who do not exist.";

    /// <summary>Whether these are the sample rules, whatever file they came from.</summary>
    public bool Sample => Version.Hash == DefaultRules.Hash;
}

/// <summary>A reload that was refused.</summary>
/// <param name="At">When.</param>
/// <param name="Errors">What is wrong with the document, by path.</param>
public sealed record RuleReloadFailure(DateTimeOffset At, IReadOnlyList<FieldError> Errors);

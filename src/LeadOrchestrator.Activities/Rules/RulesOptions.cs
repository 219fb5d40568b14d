using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Activities.Rules;

/// <summary>Section <c>Rules</c>: where the rules come from.</summary>
public sealed class RulesOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Rules";

    /// <summary>
    /// The rule document. Default: <c>rules.json</c> in the data folder. Without one the host does not start, unless the
    /// sample rules may be used. A file named here must exist.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>
    /// Whether the sample rules may decide where there are no others (<c>--sample-rules</c>). They send leads to the invented
    /// people of an invented company: only to try it out. Default: false.
    /// </summary>
    public bool Samples { get; set; }

    /// <summary>Whether a changed file is taken up without a restart. Default: true.</summary>
    public bool Watch { get; set; } = true;

    /// <summary>How often the file is looked at; a change is taken up when it lay still between two looks. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "Rules:LookEvery must be between 00:00:00.1 and 01:00:00.")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(1);
}

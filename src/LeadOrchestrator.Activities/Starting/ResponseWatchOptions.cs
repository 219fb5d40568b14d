using System.ComponentModel.DataAnnotations;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>Section <c>ResponseWatch</c>: how a missing response is followed up.</summary>
public sealed class ResponseWatchOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "ResponseWatch";

    /// <summary>Whether assigned leads are watched. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The share of the time to respond after which the rep is reminded, 0 to 1; 0 or 1 for no reminder. Default: 0.5.</summary>
    [Range(0.0, 1.0, ErrorMessage = "ResponseWatch:RemindAfter must be between 0 and 1.")]
    public double RemindAfter { get; set; } = 0.5;

    /// <summary>How often a lead goes to another rep before it is escalated. Default: 2.</summary>
    [Range(0, 100, ErrorMessage = "ResponseWatch:MaxReassignments must be between 0 and 100.")]
    public int MaxReassignments { get; set; } = 2;

    /// <summary>How long after the escalation a response is still waited for. Default: 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00", ErrorMessage = "ResponseWatch:GiveUpAfter must be between 00:00:00 and 365.00:00:00.")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Whose inbox escalations go to: a rep's or a team's id. Default: <c>sales-manager</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "ResponseWatch:EscalateTo must name whose inbox escalations go to.")]
    public string EscalateTo { get; set; } = "sales-manager";

    internal WatchPolicy? ToPolicy() => Enabled ? new(RemindAfter, MaxReassignments, GiveUpAfter) : null;
}

using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Functions;

/// <summary>
/// When the timers fire: three app settings, NCRONTAB expressions of six fields in UTC. The triggers name them; here they are only checked,
/// because the host disables a timer that it cannot read and goes on without it.
/// </summary>
/// <remarks>
/// The names have no section: a trigger's <c>%A__B%</c> is found by no host (azure-functions-host issue 10246), and <c>%A:B%</c> not by Azure's
/// scale controller (issue 8649), so that a timer would not wake an app that has scaled to nothing.
/// </remarks>
public sealed class TimerOptions
{
    private const string SixFields = @"^\s*\S+(\s+\S+){5}\s*$";
    private const string Expected = "{0} must be an NCRONTAB expression of six fields, 'second minute hour day month weekday' in UTC, such as '0 30 2 * * *'.";

    /// <summary>When the sales manager gets the day's figures.</summary>
    [Required(ErrorMessage = Expected), RegularExpression(SixFields, ErrorMessage = Expected)]
    public string? DailyDigestSchedule { get; set; }

    /// <summary>When old runs are purged.</summary>
    [Required(ErrorMessage = Expected), RegularExpression(SixFields, ErrorMessage = Expected)]
    public string? RetentionPurgeSchedule { get; set; }

    /// <summary>When leads in the house queue are routed again.</summary>
    [Required(ErrorMessage = Expected), RegularExpression(SixFields, ErrorMessage = Expected)]
    public string? UnassignedSweepSchedule { get; set; }
}

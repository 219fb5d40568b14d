using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>
/// When the scheduled jobs run: section <c>Schedules</c>. Each is an NCRONTAB expression of six fields in UTC
/// (<c>second minute hour day month weekday</c>), as Azure Functions has them, or <c>disabled</c>.
/// </summary>
public sealed class ScheduleOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Schedules";

    /// <summary>What is written for a job that never runs by itself.</summary>
    public const string Disabled = "disabled";

    /// <summary>When the sales manager gets the day's figures. Default: <c>0 0 7 * * *</c>, every day at 7:00 UTC.</summary>
    [Required]
    public string DailyDigest { get; set; } = "0 0 7 * * *";

    /// <summary>When old runs are purged. Default: <c>0 30 2 * * *</c>, every day at 2:30 UTC.</summary>
    [Required]
    public string RetentionPurge { get; set; } = "0 30 2 * * *";

    /// <summary>When leads in the house queue are routed again. Default: <c>0 */5 * * * *</c>, every five minutes.</summary>
    [Required]
    public string UnassignedSweep { get; set; } = "0 */5 * * * *";

    /// <summary>The schedules by the job's name.</summary>
    internal IReadOnlyDictionary<string, string> ByJob() => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(DailyDigest)] = DailyDigest,
        [nameof(RetentionPurge)] = RetentionPurge,
        [nameof(UnassignedSweep)] = UnassignedSweep,
    };
}

/// <summary>What is kept for how long: section <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Retention";

    /// <summary>After how many days, counted from its start, a run that has ended is purged. Default: 90.</summary>
    [Range(1, 36_500, ErrorMessage = "Retention:Days must be between 1 and 36,500 days.")]
    public int Days { get; set; } = 90;

    /// <summary>
    /// Whether the personal data of those leads goes with them: lead book, assignments, notifications, events. Default: false,
    /// so that only runs and their histories go.
    /// </summary>
    public bool ErasePersonalData { get; set; }
}

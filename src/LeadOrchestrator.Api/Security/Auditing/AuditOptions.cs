using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Api.Security.Auditing;

/// <summary>How the audit log is kept: section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Audit";

    /// <summary>After how many days an entry goes. Default: 400.</summary>
    [Range(1, 36_500, ErrorMessage = "Audit:KeepDays must be from 1 to 36,500 days.")]
    public int KeepDays { get; set; } = 400;
}

using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>Section <c>Parking</c>: what becomes of a step that has used up its retries.</summary>
public sealed class ParkingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Parking";

    /// <summary>How long a parked step waits for a redrive before its lead ends as failed. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00", ErrorMessage = "Parking:WaitFor must be between 00:00:01 and 365.00:00:00.")]
    public TimeSpan WaitFor { get; set; } = TimeSpan.FromDays(7);
}

using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Api.Limits;

/// <summary>Section <c>Limits</c>: how many costly requests are served at once. One more waits, and when too many wait it gets 503 with <c>Retry-After</c>.</summary>
public sealed class RequestLimitsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Limits";

    /// <summary>How many previews are decided at once. Default: 2.</summary>
    [Range(1, 1000, ErrorMessage = "Limits:Previews must be from 1 to 1000.")]
    public int Previews { get; set; } = 2;

    /// <summary>How many files of leads are taken in at once. Default: 8.</summary>
    [Range(1, 1000, ErrorMessage = "Limits:Imports must be from 1 to 1000.")]
    public int Imports { get; set; } = 8;

    /// <summary>How many reports, process charts and exports of rejected rows are made at once. Default: 4.</summary>
    [Range(1, 1000, ErrorMessage = "Limits:Reports must be from 1 to 1000.")]
    public int Reports { get; set; } = 4;

    /// <summary>How many more of each kind wait for their turn. Default: 16.</summary>
    [Range(0, 10_000, ErrorMessage = "Limits:Waiting must be from 0 to 10000.")]
    public int Waiting { get; set; } = 16;

    /// <summary>When those who are sent away are told to come back. Default: 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "Limits:RetryAfter must be from 00:00:01 to 00:10:00.")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);
}

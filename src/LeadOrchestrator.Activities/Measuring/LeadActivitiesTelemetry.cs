using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LeadOrchestrator.Activities.Measuring;

/// <summary>Names under which activities are traced and measured, for a host's OpenTelemetry set-up.</summary>
public static class LeadActivitiesTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "LeadOrchestrator.Activities";

    internal static readonly ActivitySource Source = new(Name);

    internal static readonly Meter Meter = new(Name);
}

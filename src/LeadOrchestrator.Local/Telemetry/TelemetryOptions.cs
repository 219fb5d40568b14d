using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Local.Telemetry;

/// <summary>Where traces and metrics go: the section <c>Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Telemetry";

    /// <summary>Where traces and metrics go: nowhere, to standard output, or to a collector by OTLP. Default: none.</summary>
    public TelemetryExporter Exporter { get; set; }

    /// <summary>The collector's address for <c>otlp</c>; if empty, OTEL_EXPORTER_OTLP_ENDPOINT and then http://localhost:4317 hold. Default: none.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Whether Prometheus may fetch the metrics at <c>/metrics</c>; where keys are asked for, with one that may read. Default: false.</summary>
    public bool Prometheus { get; set; }

    /// <summary>How this service is called in traces and metrics. Default: lead-orchestrator.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Telemetry:ServiceName must not be empty.")]
    public string ServiceName { get; set; } = "lead-orchestrator";

    /// <summary>The share of traces that is recorded, from 0 to 1. Default: 1.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Telemetry:SampleRatio must be from 0 to 1.")]
    public double SampleRatio { get; set; } = 1;
}

/// <summary>The ways out for traces and metrics.</summary>
public enum TelemetryExporter
{
    /// <summary>They are not collected.</summary>
    None,

    /// <summary>To standard output, to look at.</summary>
    Console,

    /// <summary>To a collector, by the OpenTelemetry protocol.</summary>
    Otlp,
}

using LeadOrchestrator.Api.Security;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LeadOrchestrator.Local.Telemetry;

/// <summary>Adds traces and metrics.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    /// <summary>Collects and exports traces and metrics as the section <c>Telemetry</c> says; costs nothing where it says none.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(TelemetryOptions.Section);
        services.AddOptions<TelemetryOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        var options = section.Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (options.Exporter == TelemetryExporter.None && !options.Prometheus) return services;

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.ServiceName, serviceVersion: Hosting.ProductVersion.Text))
            .WithMetrics(metrics => metrics
                .AddMeter("LeadOrchestrator.*")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeMetrics());
        if (options.Prometheus) telemetry.WithMetrics(metrics => metrics.AddPrometheusExporter());
        if (options.Exporter == TelemetryExporter.None) return services;

        telemetry.WithTracing(tracing => tracing
            .AddSource("LeadOrchestrator.*")
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SampleRatio))));
        if (options.Exporter == TelemetryExporter.Console)
        {
            telemetry.WithTracing(tracing => tracing.AddConsoleExporter()).WithMetrics(metrics => metrics.AddConsoleExporter());
        }
        else
        {
            telemetry.WithTracing(tracing => tracing.AddOtlpExporter(otlp => otlp.Endpoint = options.Endpoint ?? otlp.Endpoint))
                .WithMetrics(metrics => metrics.AddOtlpExporter(otlp => otlp.Endpoint = options.Endpoint ?? otlp.Endpoint));
        }

        return services;
    }

    /// <summary>Maps <c>/metrics</c> where the settings ask for it.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Prometheus) app.MapPrometheusScrapingEndpoint("/metrics").Needs(Scopes.Read);
    }

    // The runtime brings its own meter since .NET 9; no package is needed.
    private static MeterProviderBuilder AddRuntimeMetrics(this MeterProviderBuilder metrics) => metrics.AddMeter("System.Runtime");
}

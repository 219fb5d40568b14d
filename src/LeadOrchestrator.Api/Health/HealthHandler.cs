using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LeadOrchestrator.Api.Health;

/// <summary><c>GET /api/health</c>: every registered health check; a host adds its own, such as the engine's figures.</summary>
public sealed class HealthHandler
{
    private readonly HealthCache _health;

    internal HealthHandler(HealthCache health) => _health = health;

    private static readonly string Version =
        typeof(HealthHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>
    /// Answers 200, or 503 when a check is unhealthy. Without a key that may read (where keys are asked for) only status and version are
    /// told, so that a load balancer needs none.
    /// </summary>
    public async Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await _health.GetAsync(cancellationToken) is not { } report)
            return Results.Json(
                new HealthView(HealthLevel.Unhealthy, Version, null), ApiJson.Readable.HealthView, statusCode: StatusCodes.Status503ServiceUnavailable);
        var details = Caller.Of(request.HttpContext).Scopes.Allow(Scopes.Read)
            ? report.Entries.ToDictionary(entry => entry.Key, entry => ToView(entry.Value), StringComparer.Ordinal)
            : null;
        return Results.Json(
            new HealthView(Of(report.Status), Version, details), ApiJson.Readable.HealthView,
            statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static HealthCheckView ToView(HealthReportEntry entry) => new(
        Of(entry.Status), entry.Description, new JsonObject(entry.Data.Select(item => KeyValuePair.Create(item.Key, ToJson(item.Value)))));

    private static HealthLevel Of(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => HealthLevel.Healthy,
        HealthStatus.Degraded => HealthLevel.Degraded,
        _ => HealthLevel.Unhealthy,
    };

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        bool flag => flag,
        int number => number,
        long number => number,
        double number => number,
        DateTimeOffset time => JsonValue.Create(time),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

/// <summary>How the host is.</summary>
/// <param name="Status">The worst of its parts.</param>
/// <param name="Version">The application's version.</param>
/// <param name="Checks">The checks by name; left out for callers without the key.</param>
public sealed record HealthView(
    HealthLevel Status, string Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, HealthCheckView>? Checks);

/// <summary>How one part is.</summary>
/// <param name="Status">How it is.</param>
/// <param name="Description">In words; null if there is nothing to say.</param>
/// <param name="Data">Its figures.</param>
public sealed record HealthCheckView(HealthLevel Status, string? Description, JsonObject Data);

/// <summary>How well.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthLevel>))]
public enum HealthLevel
{
    /// <summary>All is well.</summary>
    Healthy,

    /// <summary>Leads are taken, but somebody should look.</summary>
    Degraded,

    /// <summary>Leads cannot be taken.</summary>
    Unhealthy,
}

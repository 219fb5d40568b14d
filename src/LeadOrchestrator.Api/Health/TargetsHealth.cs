using LeadOrchestrator.Activities.Effects;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LeadOrchestrator.Api.Health;

/// <summary>Degraded while a target fails again and again: leads are safe, but somebody hears nothing of them.</summary>
internal sealed class TargetsHealth(TargetWatch watch) : IHealthCheck
{
    /// <summary>One refusal may be about one lead; three attempts in a row are about the target.</summary>
    private const int InARow = 3;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = watch.Failing.Where(target => target.InARow >= InARow).ToList();
        var data = failing.ToDictionary(target => target.Target.ToString(), object (target) => target.InARow, StringComparer.Ordinal);
        return Task.FromResult(failing.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded(
                $"{string.Join(" ", failing.Select(Describe))} Leads are kept and tried again, then parked until they are redriven.", data: data));
    }

    private static string Describe(FailingTarget failing) => FormattableString.Invariant(
        $"The last {failing.InARow} attempts at {failing.Target} failed, since {failing.Since:yyyy-MM-dd HH:mm:ss} UTC: {failing.Reason.TrimEnd('.')}.");
}

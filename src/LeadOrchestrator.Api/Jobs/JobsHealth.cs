using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>When the jobs last ran and run next; degraded while one fails.</summary>
internal sealed class JobsHealth(JobScheduler scheduler) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        foreach (var loop in scheduler.Loops)
        {
            if (loop.Status.LastRun is { } last) data[$"{loop.Name}.lastRun"] = last;
            if (loop.Status.NextRun is { } next) data[$"{loop.Name}.nextRun"] = next;
        }

        var failed = scheduler.Loops.Where(loop => loop.Status.LastError is not null).Select(loop => $"{loop.Name}: {loop.Status.LastError}").ToList();
        return Task.FromResult(failed.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded($"The last run failed. {string.Join("; ", failed)}", data: data));
    }
}

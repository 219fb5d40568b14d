using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LeadOrchestrator.Functions;

/// <summary>When the jobs last ran, on whichever worker; when they run next, and why one failed, the host knows.</summary>
internal sealed class TimersHealth(IEnumerable<IScheduledJob> jobs, IJobStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var runs = await Task.WhenAll(jobs.Select(async job => (job.Name, At: await store.LastRunAsync(job.Name, cancellationToken))));
        return HealthCheckResult.Healthy(data: runs.Where(run => run.At is not null).ToDictionary(run => $"{run.Name}.lastRun", run => (object)run.At!.Value));
    }
}

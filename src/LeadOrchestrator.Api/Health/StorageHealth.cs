using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LeadOrchestrator.Api.Health;

/// <summary>Whether everything that is accepted can be stored; unhealthy while writes fail, and why.</summary>
internal sealed class StorageHealth(IEnumerable<IWriteProbe> probes, ILeadStores stores) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        List<string> reasons = [];
        foreach (var probe in stores is IWriteProbe own ? probes.Append(own) : probes)
        {
            var failure = await probe.ProbeAsync().WaitAsync(cancellationToken);
            data[probe.Name] = failure is null ? "written" : "not written";
            if (failure is not null) reasons.Add(failure.Message);
        }

        return reasons.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Unhealthy($"Nothing new can be stored. {string.Join(" ", reasons)}", data: data);
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Health;

/// <summary>
/// The latest report on health, made anew when it is older than <c>Api:HealthCacheFor</c>: the route is open to everybody, and a report
/// writes to a disk and reads a queue, so that asking must not cost the host more than being asked.
/// </summary>
internal sealed class HealthCache(HealthCheckService checks, IOptions<LeadApiOptions> options, TimeProvider time)
{
    /// <summary>How long callers wait for a report; a check that takes longer is a finding of its own.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Task<HealthReport>? _report;
    private long _madeAt;

    /// <summary>The report, of which one is made at a time; null if it takes too long.</summary>
    public async Task<HealthReport?> GetAsync(CancellationToken cancellationToken)
    {
        Task<HealthReport> report;
        lock (_gate)
        {
            if (_report is null || (_report.IsCompleted && time.GetElapsedTime(_madeAt) >= options.Value.HealthCacheFor)) _report = MakeAsync();
            report = _report;
        }

        try
        {
            return await report.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>For all who ask meanwhile, so none of them can stop it.</summary>
    private async Task<HealthReport> MakeAsync()
    {
        try
        {
            await Task.Yield(); // not under the lock
            return await checks.CheckHealthAsync(CancellationToken.None);
        }
        finally
        {
            _madeAt = time.GetTimestamp();
        }
    }
}

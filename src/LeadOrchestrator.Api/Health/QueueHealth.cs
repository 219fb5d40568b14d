using LeadOrchestrator.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LeadOrchestrator.Api.Health;

/// <summary>How many leads wait in the house queue, and since when; also shows that the ledger can be read.</summary>
internal sealed class QueueHealth(IAssignmentLedger ledger) : IHealthCheck
{
    private const int CountTo = 1000;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var page = await ledger.ListQueuedAsync(CountTo, continuationToken: null, cancellationToken);
        var data = new Dictionary<string, object> { ["waiting"] = page.Items.Count, ["more"] = page.ContinuationToken is not null };
        if (page.Items.Count > 0) data["oldest"] = page.Items[0].DecidedAt;
        return HealthCheckResult.Healthy(data: data);
    }
}

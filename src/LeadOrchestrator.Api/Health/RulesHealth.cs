using LeadOrchestrator.Activities.Rules;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LeadOrchestrator.Api.Health;

/// <summary>The rules in force; degraded while the last reload was refused.</summary>
internal sealed class RulesHealth(IRuleBook rules) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = rules.Status;
        var data = new Dictionary<string, object>
        {
            ["label"] = status.Version.Label,
            ["hash"] = status.Version.Hash,
            ["source"] = status.Source,
            ["loadedAt"] = status.LoadedAt,
            ["sample"] = status.Sample,
        };
        if (status.LastFailure is not { } failure) return Task.FromResult(HealthCheckResult.Healthy(status.Sample ? RuleBookStatus.SampleNotice : null, data));

        data["failedAt"] = failure.At;
        var errors = string.Join("; ", failure.Errors.Select(error => $"{error.Path}: {error.Message}"));
        return Task.FromResult(HealthCheckResult.Degraded($"The last reload was refused, the rules before it stay in force. {errors}", data: data));
    }
}

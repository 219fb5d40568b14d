using LeadOrchestrator.Activities.Rules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Api.Security.Auditing;

/// <summary>Adds the audit log to a host.</summary>
internal static class AuditServiceCollectionExtensions
{
    /// <summary>Adds what writes and reads the audit log; the stores keep it.</summary>
    public static IServiceCollection AddLeadAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AuditWriter>().AddHostedService(provider => provider.GetRequiredService<AuditWriter>());
        services.AddSingleton<IRuleReloads, RuleChangeNotes>();
        return services.AddSingleton<Auditor>().AddSingleton<AuditHandler>();
    }
}

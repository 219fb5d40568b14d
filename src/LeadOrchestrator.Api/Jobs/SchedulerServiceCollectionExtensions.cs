using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>Adds the scheduled jobs to a host.</summary>
public static class SchedulerServiceCollectionExtensions
{
    /// <summary>Adds the job classes alone: for a host with timers of its own.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">Section <see cref="RetentionOptions.Section"/>.</param>
    public static IServiceCollection AddLeadJobs(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IScheduledJob, DailyDigest>().AddSingleton<IScheduledJob, RetentionPurge>().AddSingleton<IScheduledJob, UnassignedSweep>();
        return services;
    }

    /// <summary>Adds the jobs and a scheduler that runs them: for a host that has no timers of its own.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">Sections <see cref="ScheduleOptions.Section"/> and <see cref="RetentionOptions.Section"/>.</param>
    public static IServiceCollection AddLeadScheduler(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLeadJobs(configuration);
        services.AddOptions<ScheduleOptions>().Bind(configuration.GetSection(ScheduleOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ScheduleOptions>, ScheduleOptionsValidator>();
        services.AddSingleton<JobScheduler>().AddSingleton<JobsHandler>();
        services.AddHostedService(provider => provider.GetRequiredService<JobScheduler>());
        services.AddHealthChecks().AddCheck<JobsHealth>("jobs");
        return services;
    }
}

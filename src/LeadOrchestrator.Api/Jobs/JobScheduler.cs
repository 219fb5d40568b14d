using LeadOrchestrator.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>Runs the scheduled jobs of a host that has no timers of its own, each in a loop of its own.</summary>
public sealed class JobScheduler : BackgroundService
{
    private readonly IReadOnlyList<JobLoop> _loops;

    /// <summary>Prepares a loop for every job; a job without a schedule runs by hand only.</summary>
    public JobScheduler(
        IEnumerable<IScheduledJob> jobs, IOptions<ScheduleOptions> options, IJobStore store, TimeProvider time, ILogger<JobScheduler> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        var schedules = options.Value.ByJob();
        _loops = [.. jobs.Select(job => new JobLoop(job, ScheduleOf(job), store, time, logger))];

        JobSchedule ScheduleOf(IScheduledJob job) =>
            JobSchedule.TryParse(schedules.GetValueOrDefault(job.Name, ScheduleOptions.Disabled), out var schedule)
                ? schedule
                : throw new InvalidOperationException($"{ScheduleOptions.Section}:{job.Name} cannot be read.");
    }

    /// <summary>The names of the jobs.</summary>
    public IReadOnlyList<string> Names => [.. _loops.Select(loop => loop.Name)];

    internal IReadOnlyList<JobLoop> Loops => _loops;

    /// <summary>Asks for a run as soon as the job's present run, if any, is over.</summary>
    /// <returns>False if there is no job of that name.</returns>
    public bool RunNow(string name)
    {
        var loop = _loops.FirstOrDefault(loop => loop.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        loop?.RunNow();
        return loop is not null;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_loops.Select(loop => Task.Run(() => loop.RunAsync(stoppingToken), stoppingToken)));
}

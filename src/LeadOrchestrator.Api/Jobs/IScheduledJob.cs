namespace LeadOrchestrator.Api.Jobs;

/// <summary>
/// Something that is done at set times. It knows nothing of its schedule: Local's scheduler and the timers of Azure Functions
/// run the same classes. It may be run again after a crash in the middle, so it must be idempotent.
/// </summary>
public interface IScheduledJob
{
    /// <summary>Its name, by which it is configured and called by hand.</summary>
    string Name { get; }

    /// <summary>Runs once.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

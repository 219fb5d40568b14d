namespace LeadOrchestrator.Storage;

/// <summary>When scheduled jobs last ran, so that a run missed while the host was down is made up.</summary>
public interface IJobStore
{
    /// <summary>When the job last ran; null for never.</summary>
    Task<DateTimeOffset?> LastRunAsync(string job, CancellationToken cancellationToken = default);

    /// <summary>Records a run.</summary>
    Task RecordRunAsync(string job, DateTimeOffset at, CancellationToken cancellationToken = default);
}

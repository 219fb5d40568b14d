using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Engine.Instances;
using LeadOrchestrator.Engine.Telemetry;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Activities;

/// <summary>One attempt to run an activity.</summary>
internal sealed class ActivityWork(EngineRuntime runtime, InstanceRow caller, HistoryRecord decision) : IThreadPoolWorkItem
{
    private readonly int _generation = caller.Generation;

    /// <summary>Runs it; takes a slot for as long as it runs, which the dispatcher has given.</summary>
    public void Execute()
    {
        var run = Run();
        if (!run.IsCompletedSuccessfully) run.ContinueWith(static (task, state) => ((ActivityWork)state!).Report(task), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        else Finish(run.Result);
    }

    private async Task<HistoryRecord?> Run()
    {
        var name = decision.Name!;
        var cancellation = runtime.Activities.Cancellation;
        using var span = EngineMetrics.StartActivity(name, caller, decision.Id);
        try
        {
            if (runtime.Registry.FindActivity(name) is not { } code)
                return Failed(new(typeof(InvalidOperationException).FullName!, $"No activity named '{name}' is registered."));
            var result = await code.RunAsync(new(caller.Id, name), decision.Input!, runtime.Json, runtime.Services, cancellation).ConfigureAwait(false);
            return new(HistoryKind.TaskCompleted, decision.Id) { Payload = result };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null; // the host stops: the activity runs again after the restart
        }
        catch (Exception exception) // whatever it throws is the orchestration's to judge
        {
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, exception.GetType().Name);
            runtime.Log.ActivityFailed(name, caller.Id, decision.Attempt, exception.GetType().FullName!, LoggableCause(exception));
            return Failed(FailureDetails.FromException(exception));
        }
    }

    /// <summary>Only what is known to quote nobody.</summary>
    private static string LoggableCause(Exception exception) => exception switch
    {
        ILoggableFailure { LogText: { } text } => " " + text,
        StorageException => " " + exception.Message,
        _ => "",
    };

    private HistoryRecord Failed(FailureDetails failure) => new(HistoryKind.TaskFailed, decision.Id) { Failure = failure };

    private void Report(Task<HistoryRecord?> run) => Finish(run.Result);

    private void Finish(HistoryRecord? outcome)
    {
        runtime.Activities.Release();
        if (outcome is not null) runtime.Table.Post(caller.Id, new InternalArrival(outcome, caller.Key, _generation), inline: true);
    }
}

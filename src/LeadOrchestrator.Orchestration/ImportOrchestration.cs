using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Orchestration;

/// <summary>
/// Imports a stored file of leads, a chunk after the other. A chunk starts its leads side by side and waits for them,
/// which bounds what is in flight; its place in the file is recorded when it is done, and starting a lead twice starts
/// it once, so a crash half-way loses and repeats nothing.
/// </summary>
public static class ImportOrchestration
{
    /// <summary>The name under which hosts know it.</summary>
    public static readonly Orchestration<ImportRun, ImportProgress> Definition = new(nameof(ImportOrchestration));

    /// <summary>How many chunks one execution does before it continues as new, which keeps its history short.</summary>
    private const int ChunksPerExecution = 50;

    /// <summary>Imports from where <see cref="ImportRun.Progress"/> stands to the end of the file.</summary>
    public static async Task<ImportProgress> RunAsync(IOrchestrationContext context, ImportRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        IncompleteInputException.ThrowIfAnyIsMissing(
            nameof(ImportOrchestration), ("$.importId", run?.ImportId), ("$.retry", run?.Retry), ("$.progress", run?.Progress));
        ArgumentNullException.ThrowIfNull(run);
        var progress = run.Progress;
        for (var chunk = 0; chunk < ChunksPerExecution && progress.Cursor is { } cursor; chunk++)
        {
            var result = await context.CallActivityAsync(
                LeadActivities.ImportChunk,
                new ImportChunkRequest(run.ImportId, run.Format, run.Mapping, cursor, run.ChunkSize, run.SubmittedAt), run.Retry.UnlessPermanent());
            progress = progress.Plus(result);
            context.SetCustomStatus(progress);
        }

        if (progress.Cursor is not null) context.ContinueAsNew(run with { Progress = progress });
        return progress;
    }
}

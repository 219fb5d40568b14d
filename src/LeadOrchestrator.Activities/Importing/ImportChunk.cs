using LeadOrchestrator.Activities.Importing.Rows;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Importing;

/// <summary>
/// Reads the next rows of a stored file, starts their leads, waits for them and lists what was rejected or repaired.
/// Run again after a crash it finds the leads that it started and counts the same.
/// </summary>
public sealed class ImportChunk : IActivity<ImportChunkRequest, ImportChunkResult>
{
    private readonly IImportStore _store;
    private readonly ImportReader _reader;
    private readonly ChunkStarter _starter;
    private readonly LeadSettling _settling;

    internal ImportChunk(IImportStore store, ImportReader reader, ChunkStarter starter, LeadSettling settling) =>
        (_store, _reader, _starter, _settling) = (store, reader, starter, settling);

    /// <inheritdoc/>
    /// <exception cref="PermanentFailureException">The stored file is gone, or cannot be read at all.</exception>
    public async Task<ImportChunkResult> RunAsync(ActivityContext context, ImportChunkRequest input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var totalBytes = 0L;
        ReadChunk chunk;
        try
        {
            chunk = await _reader.ReadAsync(OpenAsync, input, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or ImportRefusedException)
        {
            throw new PermanentFailureException(exception.Message, exception);
        }

        var starts = await _starter.StartAsync(input.ImportId, input.SubmittedAt, chunk.Rows, cancellationToken);
        await _store.AddRowsAsync(input.ImportId, [.. starts.Select(start => start.ToRecord()).OfType<ImportRow>()], cancellationToken);
        await _settling.WaitAsync([.. starts.Where(start => start.Started).Select(start => start.LeadId!)], cancellationToken);

        return new(
            chunk.Rows.Count,
            Started: starts.Count(start => start.Started),
            Existing: starts.Count(start => start.Existing),
            Rejected: starts.Count(start => start.Problem is not null),
            Repaired: starts.Count(start => start.Problem is null && start.Row.Reading.Repair is not null),
            chunk.BytesRead, totalBytes, chunk.Next);

        async Task<Stream> OpenAsync(long offset)
        {
            var file = await _store.OpenAsync(input.ImportId, offset, cancellationToken)
                ?? throw new PermanentFailureException($"The file of import {input.ImportId} is gone. Send it again.");
            totalBytes = file.Length;
            return file;
        }
    }
}

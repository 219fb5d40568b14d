using LeadOrchestrator.Activities.Importing.Mapping;
using LeadOrchestrator.Activities.Importing.Rows;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Importing;

/// <summary>Takes a file of leads: stores it, then starts <see cref="ImportOrchestration"/> under the import's id.</summary>
public sealed class ImportStarter
{
    private readonly IImportStore _store;
    private readonly IOrchestrationClient _client;
    private readonly MappingFolder _mappings;
    private readonly ImportReader _reader;
    private readonly ImportOptions _options;
    private readonly RetrySettings _retry;
    private readonly TimeProvider _clock;

    internal ImportStarter(
        IImportStore store, IOrchestrationClient client, MappingFolder mappings, ImportReader reader,
        IOptions<ImportOptions> options, IOptions<RetryOptions> retry, TimeProvider clock) =>
        (_store, _client, _mappings, _reader, _options, _retry, _clock) = (store, client, mappings, reader, options.Value, retry.Value.Imports, clock);

    /// <summary>
    /// Stores a file and starts its import. The same file with the same mapping is the same import; one that failed or was
    /// terminated is run again, and leads that it had started count as before.
    /// </summary>
    /// <param name="content">The file, read once from where it stands.</param>
    /// <param name="fileName">Its name, as people know it; null if it has none.</param>
    /// <param name="format">How it is written; null to tell by its name and its first character.</param>
    /// <param name="mapping">A named mapping of its columns; null to go by column names.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ImportRefusedException">The file cannot be imported at all; nothing was started.</exception>
    /// <exception cref="OverloadedException">The host cannot take more now.</exception>
    public async Task<ImportStart> StartAsync(
        Stream content, string? fileName, ImportFormat? format, string? mapping, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var (columns, mappingHash) = _mappings.Read(mapping);
        await using var upload = new UploadStream(content, _options.MaxBytes);
        await upload.ReadHeadAsync(cancellationToken);
        var written = format ?? FileFormat.Tell(fileName, upload.Head);
        FileFormat.CheckText(upload.Head);
        if (written == ImportFormat.Csv) CheckHeader(upload, columns);

        // A changed mapping makes another import of the same file.
        var stored = await _store.SaveAsync(upload, mapping is null ? null : $"{mapping} {mappingHash}", _options.MaxBytes, cancellationToken);
        var run = new ImportRun(stored.ImportId, fileName, written, mapping, _options.ChunkSize, _retry.ToPolicy(), ImportProgress.None, _clock.GetUtcNow());
        var started = await _client.StartAsync(ImportOrchestration.Definition, run, stored.ImportId, cancellationToken);
        var created = started.Created || await RunAgainAsync(stored.ImportId, cancellationToken);
        return new(stored.ImportId, created, stored.Bytes, written);
    }

    private async Task<bool> RunAgainAsync(string importId, CancellationToken cancellationToken)
    {
        var existing = await _client.GetInstanceAsync(importId, getInputsAndOutputs: false, cancellationToken);
        if (existing is not { RuntimeStatus: RuntimeStatus.Failed or RuntimeStatus.Terminated }) return false;
        try
        {
            return await _client.RestartInstanceAsync(importId, restartWithNewInstanceId: false, cancellationToken) is not null;
        }
        catch (InstanceRunsException)
        {
            return false; // the same file was sent twice at once, and the other one restarted it
        }
    }

    /// <summary>What no row could be read by is told at once, not by a failed import.</summary>
    private void CheckHeader(UploadStream upload, ColumnMapping mapping)
    {
        try
        {
            var header = _reader.Header(upload.Head, upload.HeadIsAll, mapping)
                ?? throw new InvalidDataException($"The header line is longer than {upload.Head.Length} bytes.");
            _ = new ColumnPlan(mapping, header.Names);
        }
        catch (InvalidDataException exception)
        {
            throw new ImportRefusedException(ImportRefusal.BadHeader, exception.Message);
        }
    }
}

/// <summary>An import that was started, or that exists already.</summary>
/// <param name="ImportId">The import's id, which is its instance id.</param>
/// <param name="Created">False when the same file is being imported, or has been, with the same mapping.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Format">How it is written.</param>
public sealed record ImportStart(string ImportId, bool Created, long Bytes, ImportFormat Format);

using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>Erases an import: its run is ended and purged, its file and its listed rows are removed. The leads that it started stay.</summary>
public sealed class ImportEraser(IOrchestrationClient client, ActivityMeter meter, IImportStore store)
{
    /// <summary>Erases it, wherever it stands. Doing it again does no harm.</summary>
    /// <returns>What there was.</returns>
    public async Task<ImportErasure> EraseAsync(string importId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(importId);
        var isImport = await client.GetInstanceAsync(importId, getInputsAndOutputs: false, cancellationToken) is { } instance
            && instance.Name == ImportOrchestration.Definition.Name;
        if (isImport) await client.EndAsync(importId, meter, cancellationToken);
        var stored = await store.EraseAsync(importId, cancellationToken);
        var instances = isImport ? await client.PurgeInstanceAsync(importId, cancellationToken) : 0;
        return new(importId, instances, stored);
    }
}

/// <summary>What was erased of an import.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Instances">Instances purged: its run.</param>
/// <param name="Stored">Whether there was a file, or rows that were listed.</param>
public sealed record ImportErasure(string ImportId, int Instances, bool Stored)
{
    /// <summary>Whether anything was there.</summary>
    public bool Found => Instances > 0 || Stored;
}

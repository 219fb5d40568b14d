using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Activities.Importing.Rows;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Importing;

/// <summary>Starts the leads of some rows side by side; of rows with the same lead, the first in the file.</summary>
internal sealed class ChunkStarter(LeadStarter starter, IErasures erasures, LeadEraser eraser, IOptions<ImportOptions> options, TimeProvider clock)
{
    private const string Erased = "The lead was erased after the import began. Submit it by itself if it is to come back.";

    private const string BeingErased = "The lead is being erased. Submit it by itself if it is to come back.";

    /// <summary>Starts them, but for those erased since the file was accepted: their rows may have been read before they were blanked.</summary>
    /// <returns>One entry a row, in the order of the rows.</returns>
    public async Task<IReadOnlyList<RowStart>> StartAsync(
        string importId, DateTimeOffset? submittedAt, IReadOnlyList<ReadRow> rows, CancellationToken cancellationToken)
    {
        var erased = await erasures.SinceAsync(submittedAt ?? DateTimeOffset.MinValue, cancellationToken);
        var starts = new RowStart[rows.Count];
        var waves = new List<List<int>>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index].Reading.Lead is not { } lead)
            {
                starts[index] = RowStart.Rejected(rows[index], rows[index].Reading.Problem!, rows[index].Reading.Path);
                continue;
            }

            // The second row of a lead starts after the first, so that it is always the later one that is rejected.
            var leadId = LeadIdentity.IdFor(lead, idempotencyKey: null);
            if (erased.Contains(leadId))
            {
                starts[index] = RowStart.Rejected(rows[index].Blank(), Erased, null);
                continue;
            }

            var wave = seen.TryGetValue(leadId, out var earlier) ? earlier + 1 : 0;
            seen[leadId] = wave;
            if (waves.Count == wave) waves.Add([]);
            waves[wave].Add(index);
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        foreach (var wave in waves)
            await Parallel.ForEachAsync(wave, parallel, async (index, stop) => starts[index] = await StartAsync(importId, rows[index], stop));
        await TakeBackAsync(importId, starts, submittedAt, cancellationToken);
        return starts;
    }

    /// <summary>What was erased while it was started: either the erasure finds the run, or this finds the erasure.</summary>
    private async Task TakeBackAsync(string importId, RowStart[] starts, DateTimeOffset? submittedAt, CancellationToken cancellationToken)
    {
        var erased = await erasures.SinceAsync(submittedAt ?? DateTimeOffset.MinValue, cancellationToken);
        for (var index = 0; index < starts.Length; index++)
        {
            if (starts[index] is not { Row.Reading.Lead: { } lead } start || LeadIdentity.IdFor(lead, idempotencyKey: null) is not { } leadId || !erased.Contains(leadId)) continue;
            if (start.Started) await eraser.EraseImportedAsync(leadId, new(importId, start.Row.Line), cancellationToken);
            starts[index] = RowStart.Rejected(start.Row.Blank(), Erased, null);
        }
    }

    private async Task<RowStart> StartAsync(string importId, ReadRow row, CancellationToken cancellationToken)
    {
        var origin = new ImportOrigin(importId, row.Line);
        LeadStart start;
        try
        {
            start = await PatientlyAsync(row.Reading.Lead!, origin, cancellationToken);
        }
        catch (LeadBeingErasedException)
        {
            return RowStart.Rejected(row.Blank(), BeingErased, null);
        }

        var other = start.Run.Import;
        if (start.Result == LeadStartResult.Started || other == origin) return RowStart.Of(row, start.LeadId, started: true);

        var earlier = other?.ImportId == importId ? $"line {other.Line} of this file" : "an earlier submission";
        if (start.Result == LeadStartResult.Conflict)
            return RowStart.Rejected(
                row,
                $"The id {start.LeadId} is taken by {earlier} with other content{(start.DifferingPath is { } path ? $"; the first difference is at {path}" : "")}. "
                + "Remove one of them, or give it an id of its own.",
                start.DifferingPath);
        return other?.ImportId == importId
            ? RowStart.Rejected(row, $"The row is the same lead as {earlier}. Remove one of them.", null)
            : RowStart.Of(row, start.LeadId, started: false);
    }

    private async Task<LeadStart> PatientlyAsync(Lead lead, ImportOrigin origin, CancellationToken cancellationToken)
    {
        var patience = options.Value.OverloadPatience;
        while (true)
        {
            try
            {
                return await starter.StartAsync(lead, idempotencyKey: null, origin, cancellationToken);
            }
            catch (OverloadedException overloaded) when (overloaded.RetryAfter <= patience)
            {
                var wait = overloaded.RetryAfter > TimeSpan.Zero ? overloaded.RetryAfter : TimeSpan.FromMilliseconds(100);
                patience -= wait;
                await Task.Delay(wait, clock, cancellationToken);
            }
        }
    }
}

/// <summary>What became of one row.</summary>
/// <param name="Row">The row.</param>
/// <param name="LeadId">Its lead; null if it was rejected.</param>
/// <param name="Started">Whether this import started it, now or before a crash.</param>
/// <param name="Problem">Why it was rejected; null if it was not.</param>
/// <param name="Path">The field to blame, where one is.</param>
internal sealed record RowStart(ReadRow Row, string? LeadId, bool Started, string? Problem, string? Path)
{
    /// <summary>Whether its lead was there before this import.</summary>
    public bool Existing => !Started && Problem is null;

    public static RowStart Of(ReadRow row, string leadId, bool started) => new(row, leadId, started, null, null);

    public static RowStart Rejected(ReadRow row, string problem, string? path) => new(row, null, Started: false, problem, path);

    /// <summary>What the import store lists of it; null for an ordinary row.</summary>
    public ImportRow? ToRecord() => (Problem, Row.Reading.Repair) switch
    {
        ({ } problem, { } repair) => new(Row.Line, "rejected", $"{problem} (Before that: {repair})", Path, Row.Raw),
        ({ } problem, null) => new(Row.Line, "rejected", problem, Path, Row.Raw),
        (null, { } repair) => new(Row.Line, "repaired", repair, null, Row.Raw),
        _ => null,
    };
}

using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>Starts the run of a lead: identity first, then everything of the configuration that the run needs is stamped into it.</summary>
public sealed class LeadStarter
{
    /// <summary>How often a start is tried when the run that was in the way is purged before it can be read.</summary>
    private const int Tries = 3;

    private readonly IOrchestrationClient _client;
    private readonly RunStamp _stamp;
    private readonly SubmissionKeys _keys;
    private readonly IErasures _erasures;

    internal LeadStarter(IOrchestrationClient client, RunStamp stamp, IErasures erasures) =>
        (_client, _stamp, _keys, _erasures) = (client, stamp, new(client), erasures);

    /// <summary>Starts a lead's run, or finds the one that exists. When the task completes, the start is durable.</summary>
    /// <param name="lead">The lead, validated and normalized.</param>
    /// <param name="idempotencyKey">
    /// The sender's key: stands for this very lead from now on, and gives the id where the lead has none. Null for none, which costs nothing.
    /// </param>
    /// <param name="import">The import and line it comes from; null for a lead submitted by itself.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="OverloadedException">The host cannot take more now; nothing was started.</exception>
    /// <exception cref="LeadBeingErasedException">What was there under this id is being erased; nothing was started.</exception>
    public async Task<LeadStart> StartAsync(
        Lead lead, string? idempotencyKey = null, ImportOrigin? import = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lead);
        var run = _stamp.For(LeadIdentity.IdFor(lead, idempotencyKey), lead, import);
        return idempotencyKey is null ? await StartAsync(run, cancellationToken) : await StartAsync(run, idempotencyKey, cancellationToken);
    }

    /// <summary>The key is taken before the lead starts: after a crash in between, the same submission goes on, and another is refused.</summary>
    private async Task<LeadStart> StartAsync(LeadRun run, string key, CancellationToken cancellationToken)
    {
        var use = await _keys.FindAsync(key, run, cancellationToken);
        if (use == KeyUse.None)
        {
            // What is refused takes no key: mended, it may be sent again with it.
            if (await FindAsync(run, cancellationToken) is { Result: LeadStartResult.Conflict } conflict)
                return run.Lead.Id is null ? conflict with { Result = LeadStartResult.KeyConflict } : conflict;
            use = await _keys.TakeAsync(key, run, cancellationToken);
        }

        if (use != KeyUse.Other)
        {
            var start = await StartAsync(run, cancellationToken);
            if (use == KeyUse.Taken && start.Result == LeadStartResult.Conflict) await _keys.ReleaseAsync(key, cancellationToken); // the id was taken meanwhile
            return start;
        }

        var differing = await FindAsync(run, cancellationToken) is { Result: LeadStartResult.Conflict } other ? other.DifferingPath : null;
        return new(LeadStartResult.KeyConflict, run, differing);
    }

    /// <summary>What is there under the lead's id. What is being erased stands for nothing any more: who was told that it exists would lose the lead with it.</summary>
    private async Task<LeadStart?> FindAsync(LeadRun run, CancellationToken cancellationToken)
    {
        if (await _client.GetInstanceAsync(run.LeadId, getInputsAndOutputs: true, cancellationToken) is not { } existing) return null;
        if (LeadInstances.RunOf(existing) is { } before && await _erasures.CoverAsync(run.LeadId, before.SubmittedAt, cancellationToken))
            throw new LeadBeingErasedException(run.LeadId);
        return Compare(run, existing);
    }

    private async Task<LeadStart> StartAsync(LeadRun run, CancellationToken cancellationToken)
    {
        for (var tried = 0; tried < Tries; tried++)
        {
            var started = await _client.StartAsync(LeadOrchestration.Definition, run, run.LeadId, cancellationToken);
            if (started.Created)
            {
                if (await _erasures.FindAsync(run.LeadId, cancellationToken) is not { } erasedAt || run.SubmittedAt > erasedAt) return new(LeadStartResult.Started, run);

                // Erased while it was started, or by a worker whose clock is ahead: stores would refuse what this run writes.
                // It may be gone by now, and the lead submitted anew: that one is nobody's to remove.
                if (await IsThereAsync(run, cancellationToken)) await _client.RemoveAsync(run.LeadId, cancellationToken);
                run = _stamp.For(run.LeadId, run.Lead, run.Import, after: erasedAt);
                continue;
            }

            if (await FindAsync(run, cancellationToken) is { } found) return found;
        }

        throw new LeadBeingErasedException(run.LeadId);
    }

    private async Task<bool> IsThereAsync(LeadRun run, CancellationToken cancellationToken) =>
        await _client.GetInstanceAsync(run.LeadId, getInputsAndOutputs: true, cancellationToken) is { } instance
        && LeadInstances.RunOf(instance) is { } there && (there.SubmittedAt, there.ContentHash, there.Import) == (run.SubmittedAt, run.ContentHash, run.Import);

    private static LeadStart Compare(LeadRun run, OrchestrationMetadata existing)
    {
        if (LeadInstances.RunOf(existing) is not { } before) return new(LeadStartResult.Conflict, run); // started by name, with whatever it was
        return before.ContentHash == run.ContentHash
            ? new(LeadStartResult.Existing, before)
            : new(LeadStartResult.Conflict, before, LeadDifference.FirstPath(before.Lead, run.Lead));
    }
}

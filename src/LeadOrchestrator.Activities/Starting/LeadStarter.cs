using System.Text.Json;
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
            if (!await _keys.TakeAsync(key, run, cancellationToken)) use = KeyUse.Other;
        }

        if (use != KeyUse.Other) return await StartAsync(run, cancellationToken);
        var differing = await FindAsync(run, cancellationToken) is { Result: LeadStartResult.Conflict } other ? other.DifferingPath : null;
        return new(LeadStartResult.KeyConflict, run, differing);
    }

    private async Task<LeadStart?> FindAsync(LeadRun run, CancellationToken cancellationToken) =>
        await _client.GetInstanceAsync(run.LeadId, getInputsAndOutputs: true, cancellationToken) is { } existing ? Compare(run, existing) : null;

    private async Task<LeadStart> StartAsync(LeadRun run, CancellationToken cancellationToken)
    {
        for (var tried = 0; tried < Tries; tried++)
        {
            var started = await _client.StartAsync(LeadOrchestration.Definition, run, run.LeadId, cancellationToken);
            if (started.Created)
            {
                if (await _erasures.FindAsync(run.LeadId, cancellationToken) is not { } erasedAt || run.SubmittedAt > erasedAt) return new(LeadStartResult.Started, run);

                // Erased while it was started, or by a worker whose clock is ahead: stores would refuse what this run writes.
                await _client.RemoveAsync(run.LeadId, cancellationToken);
                run = _stamp.For(run.LeadId, run.Lead, run.Import, after: erasedAt);
                continue;
            }

            if (await FindAsync(run, cancellationToken) is { } found) return found;
        }

        throw new OverloadedException($"Lead {run.LeadId} is being erased; send it again in a moment.", TimeSpan.FromSeconds(1));
    }

    private static LeadStart Compare(LeadRun run, OrchestrationMetadata existing)
    {
        if (existing.Name != LeadOrchestration.Definition.Name || existing.SerializedInput is not { } input) return new(LeadStartResult.Conflict, run);
        if (Read(input) is not { Lead: not null } before) return new(LeadStartResult.Conflict, run);
        return before.ContentHash == run.ContentHash
            ? new(LeadStartResult.Existing, before)
            : new(LeadStartResult.Conflict, before, LeadDifference.FirstPath(before.Lead, run.Lead));
    }

    /// <summary>Whoever starts an orchestration by name chooses its input: what is no lead's run holds the id all the same.</summary>
    private static LeadRun? Read(string input)
    {
        try
        {
            return JsonSerializer.Deserialize(input, OrchestrationJson.Default.LeadRun);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

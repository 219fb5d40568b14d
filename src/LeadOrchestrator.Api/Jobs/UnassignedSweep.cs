using System.Text.Json;
using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Management;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>
/// Looks through the house queue, oldest first, and starts <see cref="QueuedLead"/> for every lead that somebody could take
/// by now. Whether somebody could is only read here; deciding and telling is durable.
/// </summary>
public sealed partial class UnassignedSweep(
    IAssignmentLedger ledger, IOrchestrationClient client, IRuleBook rules, IOrchestrationStarterByName orchestrations, IErasures erasures, TimeProvider time,
    ILogger<UnassignedSweep> logger) : IScheduledJob
{
    private const int PageSize = 200;

    /// <inheritdoc/>
    public string Name => nameof(UnassignedSweep);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // An instance that nobody can run would keep its lead out of the sweep for good. Hosts that name no orchestrations check elsewhere.
        if (orchestrations.Names is { Count: > 0 } names && !names.Contains(QueuedLead.Definition.Name))
            throw new InvalidOperationException($"The orchestration '{QueuedLead.Definition.Name}' is not registered with this host.");

        var (waiting, started, unknown) = (0, 0, 0);
        string? token = null;
        do
        {
            var page = await ledger.ListQueuedAsync(PageSize, token, cancellationToken);
            foreach (var queued in page.Items)
            {
                waiting++;
                if (await client.GetInstanceAsync(queued.LeadId, cancellationToken: cancellationToken) is not { } instance) unknown++;
                else if (await StartAsync(instance, cancellationToken)) started++;
            }

            token = page.ContinuationToken;
        }
        while (token is not null);
        LogSwept(logger, waiting, started);
        if (unknown > 0) LogUnknown(logger, unknown);
    }

    /// <returns>Whether a round was started.</returns>
    private async Task<bool> StartAsync(OrchestrationMetadata instance, CancellationToken cancellationToken)
    {
        // Until a lead's own run is over, its effects are still to tell of the decision that the run knows.
        if (instance is not { RuntimeStatus: RuntimeStatus.Completed, SerializedInput: { } input, SerializedOutput: { } output }) return false;
        var run = StoredContent.Read(() => JsonSerializer.Deserialize(input, OrchestrationJson.Default.LeadRun), () => null);
        var outcome = StoredContent.Read(() => JsonSerializer.Deserialize(output, OrchestrationJson.Default.LeadOutcome), () => null);
        if (run?.Lead is null || outcome is not { Score: { } score, FollowUp: { } followUp }) return false;

        var current = rules.Current;
        var now = time.GetUtcNow();
        var facts = await ledger.ReadFactsAsync(
            new(run.LeadId, 0, now, Router.LocalDates(current.Routing, now), OwnerKeys.For(run.Lead), new HashSet<string>()), cancellationToken);
        if (Router.Assign(run.LeadId, run.Lead, score, followUp, current, facts).Assignment.Outcome != AssignmentOutcome.Assigned) return false;
        if (await QueuedLeadRounds.NextAsync(client, run.LeadId, cancellationToken) is not { } round) return false;

        var started = await client.StartAsync(
            QueuedLead.Definition, new(run, score, followUp, round, current.Version, now), QueuedLead.InstanceIdFor(run.LeadId, round), cancellationToken);
        if (!started.Created || !await erasures.CoverAsync(run.LeadId, run.SubmittedAt, cancellationToken)) return started.Created;
        await client.RemoveAsync(started.InstanceId, cancellationToken);
        return false;
    }

    [LoggerMessage(EventId = 4121, Level = LogLevel.Information, Message = "{Waiting} leads wait in the house queue; {Started} of them are routed again")]
    private static partial void LogSwept(ILogger logger, int waiting, int started);

    [LoggerMessage(EventId = 4122, Level = LogLevel.Warning, Message = "{Count} leads in the house queue cannot be routed again: their runs were purged. Erase them, or submit them anew")]
    private static partial void LogUnknown(ILogger logger, int count);
}

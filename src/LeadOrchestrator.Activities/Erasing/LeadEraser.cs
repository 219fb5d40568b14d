using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>Erases a lead: its runs are ended and purged, and every store forgets it.</summary>
public sealed class LeadEraser(
    IOrchestrationClient client, ActivityMeter meter, ILeadBook book, IAssignmentLedger ledger, IInbox inbox, IEventLog log)
{
    private const string Reason = "Erased on request.";

    /// <summary>
    /// Erases everything kept of a lead. Doing it again does no harm. Runs go last: a call that broke off half-way finds
    /// the lead still there when it is repeated. An imported file that the lead came from is not changed.
    /// </summary>
    public async Task<LeadErasure> EraseAsync(string leadId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(leadId);
        var watchId = ResponseWatch.InstanceIdFor(leadId);

        // The lead before its watch, since it starts the watch; and no activity may write again what is about to be removed.
        var hadRun = await EndAsync(leadId, LeadOrchestration.Definition.Name, cancellationToken);
        var hadWatch = await EndAsync(watchId, ResponseWatch.Definition.Name, cancellationToken);

        var inBook = await book.EraseAsync(leadId, cancellationToken);
        var inLedger = await ledger.EraseAsync(leadId, cancellationToken);
        var notifications = await inbox.EraseAsync(leadId, cancellationToken);
        var events = await log.EraseAsync(leadId, cancellationToken);

        var instances = (hadWatch ? await client.PurgeInstanceAsync(watchId, cancellationToken) : 0)
            + (hadRun ? await client.PurgeInstanceAsync(leadId, cancellationToken) : 0);
        return new(leadId, instances, inBook, inLedger, notifications, events);
    }

    /// <summary>Ends an instance and waits until nothing of it runs any more.</summary>
    /// <returns>Whether there is an instance of this id and name.</returns>
    private async Task<bool> EndAsync(string instanceId, string name, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellationToken) is not { } instance || instance.Name != name)
            return false;
        if (!instance.IsCompleted
            && await client.TerminateInstanceAsync(instanceId, Reason, cancellationToken) == ManageResult.Accepted)
            await client.WaitForInstanceCompletionAsync(instanceId, cancellationToken);
        await meter.WhenNoneRunsAsync(instanceId, cancellationToken);
        return true;
    }
}

/// <summary>What was erased of a lead.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Instances">Instances purged: the lead's run and its watch.</param>
/// <param name="LeadBook">Whether the lead book had it.</param>
/// <param name="Ledger">Whether the assignment ledger had it.</param>
/// <param name="Notifications">Notifications removed.</param>
/// <param name="Events">Events removed.</param>
public sealed record LeadErasure(string LeadId, int Instances, bool LeadBook, bool Ledger, int Notifications, int Events)
{
    /// <summary>Whether anything was there.</summary>
    public bool Found => Instances > 0 || LeadBook || Ledger || Notifications > 0 || Events > 0;
}

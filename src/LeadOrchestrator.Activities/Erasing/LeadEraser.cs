using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>Erases a lead: its runs and every copy of them are ended and purged, every store forgets it, and so do imported files.</summary>
public sealed class LeadEraser(
    IOrchestrationClient client, ActivityMeter meter, ILeadBook book, IAssignmentLedger ledger, IInbox inbox, IEventLog log, ImportedRows rows,
    IErasures erasures, TimeProvider clock)
{
    /// <summary>Longer than anything that was under way can still be: messages are delivered again for a week at most.</summary>
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(30);

    private readonly ErasureTurns _turns = new();

    /// <summary>
    /// Erases everything kept of a lead, wherever it stands. Doing it again does no harm. What is under way on other workers is
    /// refused by the stores from the beginning of the erasure on; a lead submitted anew is not.
    /// </summary>
    public Task<LeadErasure> EraseAsync(string leadId, CancellationToken cancellationToken = default) =>
        EraseAsync(leadId, everywhere: true, cancellationToken);

    /// <summary>
    /// Erases a lead whose time is over. Copies that a restart made, and imported files, are not looked for: they go when
    /// their own time is over.
    /// </summary>
    public Task<LeadErasure> EraseOldAsync(string leadId, CancellationToken cancellationToken = default) =>
        EraseAsync(leadId, everywhere: false, cancellationToken);

    /// <summary>
    /// Erases a lead if its run is still the one that a row of an import started. After another erasure it may have been
    /// submitted anew; so this waits for one that is under way here before it looks.
    /// </summary>
    /// <returns>What was erased; null if another run is there, or none.</returns>
    public async Task<LeadErasure?> EraseImportedAsync(string leadId, ImportOrigin origin, CancellationToken cancellationToken = default)
    {
        using var turn = await _turns.TakeAsync(leadId, cancellationToken);
        return await client.GetInstanceAsync(leadId, cancellationToken: cancellationToken) is { } instance && LeadInstances.RunOf(instance)?.Import == origin
            ? await EraseInTurnAsync(leadId, everywhere: true, cancellationToken)
            : null;
    }

    private async Task<LeadErasure> EraseAsync(string leadId, bool everywhere, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(leadId);
        using var turn = await _turns.TakeAsync(leadId, cancellationToken);
        return await EraseInTurnAsync(leadId, everywhere, cancellationToken);
    }

    private async Task<LeadErasure> EraseInTurnAsync(string leadId, bool everywhere, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (everywhere) await erasures.RecordAsync(leadId, now, now + RememberedFor, cancellationToken);
        var found = await LeadInstances.FindAsync(client, leadId, copies: everywhere, cancellationToken);
        if (everywhere && Newest(found) is { } newest && newest > now) await erasures.RecordAsync(leadId, newest, now + RememberedFor, cancellationToken);
        var person = everywhere ? await PersonAsync(leadId, found, cancellationToken) : null;

        // Watches last, since the others start them; and no activity may write again what is about to be removed.
        foreach (var instance in found.Where(instance => instance.Name != ResponseWatch.Definition.Name)) await client.EndAsync(instance.InstanceId, meter, cancellationToken);
        var watches = await WatchesAsync(leadId, found, cancellationToken);
        foreach (var watch in watches) await client.EndAsync(watch, meter, cancellationToken);

        var inBook = await book.EraseAsync(leadId, cancellationToken);
        var inLedger = await ledger.EraseAsync(leadId, cancellationToken);
        var notifications = await inbox.EraseAsync(leadId, cancellationToken);
        var events = await log.EraseAsync(leadId, cancellationToken);
        var imported = person is null ? 0 : await rows.EraseAsync(person, cancellationToken);

        // The lead's own run goes last: a call that broke off half-way finds the lead still there when it is repeated.
        var instances = 0;
        foreach (var id in watches.Concat(found.Select(instance => instance.InstanceId)).Distinct().OrderBy(id => id == leadId))
            instances += await client.PurgeInstanceAsync(id, cancellationToken);
        return new(leadId, instances, inBook, inLedger, notifications, events, imported);
    }

    /// <summary>The watches found, and the one that a run may have started since.</summary>
    private async Task<IReadOnlyList<string>> WatchesAsync(string leadId, IReadOnlyList<OrchestrationMetadata> found, CancellationToken cancellationToken)
    {
        var watches = found.Where(instance => instance.Name == ResponseWatch.Definition.Name).Select(instance => instance.InstanceId).ToList();
        var own = ResponseWatch.InstanceIdFor(leadId);
        if (!watches.Contains(own) && await client.GetInstanceAsync(own, getInputsAndOutputs: false, cancellationToken) is { } started
            && started.Name == ResponseWatch.Definition.Name) watches.Add(own);
        return watches;
    }

    /// <summary>Runs may be stamped by workers whose clocks are ahead of this one's.</summary>
    private static DateTimeOffset? Newest(IReadOnlyList<OrchestrationMetadata> found) =>
        found.Select(LeadInstances.RunOf).OfType<LeadRun>().Select(run => (DateTimeOffset?)run.SubmittedAt).Max();

    private async Task<Person> PersonAsync(string leadId, IReadOnlyList<OrchestrationMetadata> found, CancellationToken cancellationToken)
    {
        var leads = found.Select(LeadInstances.RunOf).OfType<LeadRun>().Select(run => run.Lead);
        return Person.Of(leadId, await book.FindAsync(leadId, cancellationToken) is { } record ? leads.Append(record.Lead) : leads);
    }
}

/// <summary>What was erased of a lead.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Instances">Instances purged: the lead's run, its watch, its rounds out of the house queue, and copies of these.</param>
/// <param name="LeadBook">Whether the lead book had it.</param>
/// <param name="Ledger">Whether the assignment ledger had it.</param>
/// <param name="Notifications">Notifications removed.</param>
/// <param name="Events">Events removed.</param>
/// <param name="ImportRows">Rows blanked in the files and lists of imports.</param>
public sealed record LeadErasure(string LeadId, int Instances, bool LeadBook, bool Ledger, int Notifications, int Events, int ImportRows = 0)
{
    /// <summary>Whether anything was there.</summary>
    public bool Found => Instances > 0 || LeadBook || Ledger || Notifications > 0 || Events > 0 || ImportRows > 0;
}

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>Erases a lead: its runs are ended and purged, and every store forgets it.</summary>
public sealed class LeadEraser
{
    /// <summary>Erases everything kept of a lead. Doing it again does no harm.</summary>
    public Task<LeadErasure> EraseAsync(string leadId, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(ToString());
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

using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>Decides who gets a lead.</summary>
internal sealed class AssignWork(AssignmentRequest request, Func<RoutingFacts, RoutingDecision> decide, CancellationToken cancellationToken)
    : LedgerWork<Assignment>(request.LeadId, cancellationToken)
{
    public override AssignmentRequest Request => request;

    public override LedgerLead Apply(LedgerLead lead, LedgerBatch batch)
    {
        (Refused, Result) = (null, null);
        if (ErasuresExtensions.Covers(lead.ErasedAt, request.SubmittedAt))
        {
            Refused = new LeadErasedException(LeadId);
            return lead;
        }

        var inEffect = lead.InEffect();
        if (lead.Find(request.Round) is { } asked && asked.IsFinal()) return Answer(lead, asked.Assignment);
        if (inEffect is not null && inEffect.IsFinal() && inEffect.Number > request.Round) return Answer(lead, inEffect.Assignment);
        if (Decide(batch.Facts(request)) is not { } decision) return lead;
        return decision.Assignment.Outcome == AssignmentOutcome.Queued
            ? Queue(lead, inEffect, decision.Assignment, batch)
            : Settle(lead, inEffect, decision, batch);
    }

    private RoutingDecision? Decide(RoutingFacts facts)
    {
        try
        {
            var decision = decide(facts);
            var assignment = decision.Assignment;
            if (assignment.LeadId == request.LeadId && (assignment.Outcome == AssignmentOutcome.Assigned) == (assignment.RepId is not null)) return decision;
            Refused = new InvalidOperationException($"The decision for lead {request.LeadId} is about lead {assignment.LeadId}, {assignment.Outcome}, rep {assignment.RepId ?? "none"}.");
        }
        catch (Exception exception) // whatever it is, it belongs to whoever asked, not to the others of the batch
        {
            Refused = exception;
        }

        return null;
    }

    /// <summary>Nobody was eligible: the lead waits, unless a rep has it already, who then keeps it.</summary>
    private LedgerLead Queue(LedgerLead lead, LedgerRound? inEffect, Assignment queued, LedgerBatch batch)
    {
        if (inEffect is { Assignment.Outcome: AssignmentOutcome.Assigned })
            return Answer(lead.With(new(request.Round, InEffect: false, Open: false, QueuedAt: null, queued)), queued);
        if (inEffect is null)
            return Answer(lead.With(new(request.Round, InEffect: true, Open: false, request.Now.UtcTicks, queued)), queued);

        var waiting = inEffect.Assignment;
        var round = Math.Max(request.Round, inEffect.Number);
        if (round == inEffect.Number && waiting.Reason == queued.Reason && waiting.Rules == queued.Rules) return Answer(lead, waiting); // still for the same reason
        return Answer(Supersede(lead, inEffect, batch).With(new(round, InEffect: true, Open: false, inEffect.QueuedAt ?? request.Now.UtcTicks, queued)), queued);
    }

    /// <summary>A rep has it, or none is needed: final for this round.</summary>
    private LedgerLead Settle(LedgerLead lead, LedgerRound? inEffect, RoutingDecision decision, LedgerBatch batch)
    {
        var assignment = decision.Assignment;
        var round = inEffect is not null && !inEffect.IsFinal() ? Math.Max(request.Round, inEffect.Number) : request.Round;
        if (inEffect is not null) lead = Supersede(lead, inEffect, batch);
        lead = lead.With(new(round, InEffect: true, Open: assignment.RepId is not null, QueuedAt: null, assignment));
        if (decision is { RoundRobinTeam: { } team, RoundRobin: { } state }) batch.Advance(team, state);
        if (assignment.RepId is not { } repId) return Answer(lead, assignment);

        batch.Assigned(repId, request.LocalDates.TryGetValue(repId, out var local) ? local : DateOnly.FromDateTime(request.Now.UtcDateTime), request.Now);
        return Answer(lead with { Owners = [.. request.OwnerKeys.Distinct().Select(key => new LedgerOwner(key, request.Now.UtcTicks, repId))] }, assignment);
    }

    private static LedgerLead Supersede(LedgerLead lead, LedgerRound earlier, LedgerBatch batch)
    {
        if (earlier is { Open: true, Assignment.RepId: { } repId }) batch.Closed(repId);
        return lead.With(earlier with { InEffect = false, Open = false, QueuedAt = null }) with { Owners = [] };
    }

    private LedgerLead Answer(LedgerLead lead, Assignment assignment)
    {
        Result = assignment;
        return lead;
    }
}

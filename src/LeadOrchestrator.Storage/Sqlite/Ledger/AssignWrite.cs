using System.Text.Json;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite.Ledger;

/// <summary>Reads the facts, decides, and writes what was decided: one step of one thread, in one transaction.</summary>
internal sealed class AssignWrite(
    LedgerImage image, AssignmentRequest request, Func<RoutingFacts, RoutingDecision> decide, CancellationToken cancellationToken)
    : LedgerWrite<Assignment>(image, cancellationToken)
{
    private readonly LedgerImage _image = image;

    protected override Assignment Write(SqliteSession session)
    {
        Refuse(session);
        var rounds = LedgerRow.RoundsOf(session, request.LeadId);
        var inEffect = rounds.Find(row => row.InEffect);
        if (rounds.Find(row => row.Round == request.Round) is { IsFinal: true } asked) return asked.Assignment;
        if (inEffect is { IsFinal: true } && inEffect.Round > request.Round) return inEffect.Assignment;

        var decision = Decide(_image.Facts(session, request));
        return decision.Assignment.Outcome == AssignmentOutcome.Queued
            ? Queue(session, inEffect, decision.Assignment)
            : Settle(session, inEffect, decision);
    }

    private void Refuse(SqliteSession session)
    {
        try
        {
            SqliteErasures.Refuse(session, request.LeadId, request.SubmittedAt);
        }
        catch (LeadErasedException erased)
        {
            throw new RefusedException(erased);
        }
    }

    private RoutingDecision Decide(RoutingFacts facts)
    {
        try
        {
            var decision = decide(facts);
            var assignment = decision.Assignment;
            if (assignment.LeadId != request.LeadId || (assignment.Outcome == AssignmentOutcome.Assigned) != (assignment.RepId is not null))
                throw new InvalidOperationException($"The decision for lead {request.LeadId} is about lead {assignment.LeadId}, {assignment.Outcome}, rep {assignment.RepId ?? "none"}.");
            return decision;
        }
        catch (Exception exception) // whatever it is, it belongs to whoever asked, not to the writer's thread
        {
            throw new RefusedException(exception);
        }
    }

    /// <summary>Nobody was eligible: the lead waits, unless a rep has it already, who then keeps it.</summary>
    private Assignment Queue(SqliteSession session, LedgerRow? inEffect, Assignment queued)
    {
        if (inEffect is { Outcome: AssignmentOutcome.Assigned })
        {
            Save(session, queued, request.Round, inEffect: false, queuedAt: null);
            return queued;
        }

        if (inEffect is null)
        {
            Save(session, queued, request.Round, inEffect: true, request.Now.UtcTicks);
            return queued;
        }

        var waiting = inEffect.Assignment;
        var round = Math.Max(request.Round, inEffect.Round);
        if (round == inEffect.Round && waiting.Reason == queued.Reason && waiting.Rules == queued.Rules) return waiting; // still for the same reason
        Supersede(session, inEffect, round);
        Save(session, queued, round, inEffect: true, inEffect.QueuedAt ?? request.Now.UtcTicks);
        return queued;
    }

    /// <summary>A rep has it, or none is needed: final for this round.</summary>
    private Assignment Settle(SqliteSession session, LedgerRow? inEffect, RoutingDecision decision)
    {
        var assignment = decision.Assignment;
        var round = inEffect is { IsFinal: false } ? Math.Max(request.Round, inEffect.Round) : request.Round;
        if (inEffect is not null) Supersede(session, inEffect, round);
        Save(session, assignment, round, inEffect: true, queuedAt: null);
        if (decision is { RoundRobinTeam: { } team, RoundRobin: { } state }) _image.Advance(session, team, state);
        if (assignment.RepId is not { } repId) return assignment;

        var day = request.LocalDates.TryGetValue(repId, out var local) ? local : DateOnly.FromDateTime(request.Now.UtcDateTime);
        _image.Assigned(session, repId, day, request.Now);
        OwnerTable.Save(session, request.LeadId, repId, request.OwnerKeys, request.Now);
        return assignment;
    }

    private void Supersede(SqliteSession session, LedgerRow earlier, int byRound)
    {
        if (earlier is { Open: true, RepId: { } repId }) _image.Closed(session, repId);
        OwnerTable.Forget(session, request.LeadId);
        if (earlier.Round != byRound) LedgerRow.Save(session, request.LeadId, earlier with { InEffect = false, Open = false, QueuedAt = null });
    }

    private void Save(SqliteSession session, Assignment assignment, int round, bool inEffect, long? queuedAt) => LedgerRow.Save(
        session, request.LeadId, new LedgerRow(
            round, inEffect, assignment.Outcome, assignment.RepId, Open: inEffect && assignment.RepId is not null, queuedAt,
            JsonSerializer.Serialize(assignment, StorageJson.Default.Assignment)));
}

using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Decisions;

/// <summary>Brings together what an assignment takes: the stamped rules, the ledger's facts, and the pure decision.</summary>
public sealed class RepAssigner(IRuleBook rules, IAssignmentLedger ledger, TimeProvider clock)
{
    /// <summary>Decides and writes down, as one step of the ledger.</summary>
    internal async Task<Assignment> AssignAsync(
        string leadId, int round, Lead lead, LeadScore score, FollowUp followUp, IReadOnlyList<string> excluded, RulesVersion version,
        DateTimeOffset? submittedAt, CancellationToken cancellationToken)
    {
        var stamped = await rules.GetAsync(version, cancellationToken);
        var request = Request(leadId, round, lead, stamped, excluded, clock.GetUtcNow()) with { SubmittedAt = submittedAt };
        return await ledger.AssignAsync(
            request, facts => Router.Assign(leadId, lead, score, followUp, stamped, facts), cancellationToken);
    }

    /// <summary>What the ledger is to be asked with.</summary>
    internal static AssignmentRequest Request(
        string leadId, int round, Lead lead, RuleSet rules, IReadOnlyList<string> excluded, DateTimeOffset now) =>
        new(leadId, round, now, Router.LocalDates(rules.Routing, now), OwnerKeys.For(lead), excluded.ToHashSet(StringComparer.Ordinal));
}

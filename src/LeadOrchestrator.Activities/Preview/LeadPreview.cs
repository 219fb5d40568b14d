using LeadOrchestrator.Activities.Decisions;
using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Preview;

/// <summary>Runs leads through the decisions without writing anything, by the rules in force and by a draft of others.</summary>
public sealed class LeadPreview(IRuleBook rules, IAssignmentLedger ledger, TimeProvider clock)
{
    /// <summary>
    /// Decides the leads one after the other; assignments are simulated in memory on top of what the ledger knows, so that
    /// caps and round robins count within the batch.
    /// </summary>
    /// <param name="leads">The leads, validated and normalized.</param>
    /// <param name="draft">Rules to compare with; null for none.</param>
    /// <param name="maxBytes">How long the decisions may be as JSON, in bytes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PreviewTooLongException">The decisions are longer than that.</exception>
    public async Task<PreviewReport> RunAsync(
        IReadOnlyList<Lead> leads, RuleSet? draft = null, long maxBytes = long.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(leads);
        var budget = new PreviewBudget(maxBytes, leads.Count);
        var now = clock.GetUtcNow();
        var current = rules.Current;
        var byCurrent = await DecideAsync(leads, current, now, budget, cancellationToken);
        var byDraft = draft is null ? null : await DecideAsync(leads, draft, now, budget, cancellationToken);

        List<PreviewedLead> previewed = [.. leads.Select((lead, index) => new PreviewedLead(
            LeadIdentity.IdFor(lead, idempotencyKey: null), byCurrent[index], byDraft?[index],
            byDraft is not null && byDraft[index].Assignment.RepId != byCurrent[index].Assignment.RepId))];
        return new(current.Version, draft?.Version, previewed, Load(byCurrent, byDraft), draft is null ? null : Changes(previewed));
    }

    private async Task<IReadOnlyList<PreviewedDecisions>> DecideAsync(
        IReadOnlyList<Lead> leads, RuleSet by, DateTimeOffset now, PreviewBudget budget, CancellationToken cancellationToken)
    {
        var simulated = new SimulatedLedger(ledger);
        var decisions = new List<PreviewedDecisions>(leads.Count);
        foreach (var lead in leads)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var leadId = LeadIdentity.IdFor(lead, idempotencyKey: null);
            var score = Scorer.Score(lead, by.Scoring, by.Version, now);
            var followUp = FollowUpPlanner.Decide(lead, score, by.FollowUp, by.Version, now);
            var assignment = await simulated.AssignAsync(
                RepAssigner.Request(leadId, round: 0, lead, by, [], now),
                facts => Router.Assign(leadId, lead, score, followUp, by, facts), cancellationToken);
            decisions.Add(budget.Take(new(score, followUp, assignment)));
        }

        return decisions;
    }

    private static IReadOnlyList<PreviewedLoad> Load(IReadOnlyList<PreviewedDecisions> current, IReadOnlyList<PreviewedDecisions>? draft)
    {
        var reps = current.Concat(draft ?? []).Select(decided => decided.Assignment.RepId).Distinct();
        return [.. reps
            .Select(rep => new PreviewedLoad(rep, Count(current, rep), draft is null ? null : Count(draft, rep)))
            .OrderBy(load => load.RepId is null)
            .ThenByDescending(load => load.Current)
            .ThenBy(load => load.RepId, StringComparer.Ordinal)];

        static int Count(IReadOnlyList<PreviewedDecisions> decided, string? rep) => decided.Count(one => one.Assignment.RepId == rep);
    }

    private static PreviewChanges Changes(IReadOnlyList<PreviewedLead> leads) => new(
        leads.Count(lead => lead.Draft!.Score.Value != lead.Current.Score.Value),
        leads.Count(lead => lead.Draft!.FollowUp.Action != lead.Current.FollowUp.Action),
        leads.Count(lead => lead.OwnerChanges));
}

using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Activities.Preview;

/// <summary>Runs leads through the decisions without writing anything, by the rules in force and by a draft of others.</summary>
public sealed class LeadPreview
{
    /// <summary>
    /// Decides the leads one after the other; assignments are simulated in memory on top of what the ledger knows, so that
    /// caps and round robins count within the batch.
    /// </summary>
    /// <param name="leads">The leads, validated and normalized.</param>
    /// <param name="draft">Rules to compare with; null for none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<PreviewReport> RunAsync(IReadOnlyList<Lead> leads, RuleSet? draft = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(ToString());
}

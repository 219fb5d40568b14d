using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>Stamps everything of the configuration that a run needs into its input.</summary>
internal sealed class RunStamp(
    IRuleBook rules, EffectConnectors connectors, IOptions<ExecutionOptions> execution, IOptions<RetryOptions> retry,
    IOptions<ParkingOptions> parking, IOptions<ResponseWatchOptions> watch, TimeProvider clock)
{
    /// <param name="leadId">The lead's id.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="import">The import it comes from; null for none.</param>
    /// <param name="after">An erasure of the lead: the run is later, whatever the clock says. Null for none.</param>
    public LeadRun For(string leadId, Lead lead, ImportOrigin? import, DateTimeOffset? after = null) => new(
        leadId, lead, after is { } erasedAt && erasedAt >= clock.GetUtcNow() ? erasedAt.AddTicks(1) : clock.GetUtcNow(), LeadIdentity.ContentHash(lead), rules.Current.Version, ModeOf(leadId), connectors.Targets,
        retry.Value.Decisions.ToPolicy(), retry.Value.Effects.ToPolicy(), parking.Value.WaitFor, watch.Value.ToPolicy(), import);

    private ExecutionMode ModeOf(string leadId) =>
        execution.Value.Mode == ExecutionMode.Sequential || ShareOf(leadId) < execution.Value.SequentialShare
            ? ExecutionMode.Sequential
            : ExecutionMode.Parallel;

    /// <summary>Where the id falls between 0 and 1: evenly spread, and always the same.</summary>
    internal static double ShareOf(string leadId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(leadId));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}

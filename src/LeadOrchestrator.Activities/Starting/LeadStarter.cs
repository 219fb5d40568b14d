using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>Starts the run of a lead: identity first, then everything of the configuration that the run needs is stamped into it.</summary>
public sealed class LeadStarter
{
    /// <summary>Starts a lead's run, or finds the one that exists. When the task completes, the start is durable.</summary>
    /// <param name="lead">The lead, validated and normalized.</param>
    /// <param name="idempotencyKey">The sender's key, which gives the id where the lead has none; null for none.</param>
    /// <param name="import">The import and line it comes from; null for a lead submitted by itself.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="Durability.OverloadedException">The host cannot take more now; nothing was started.</exception>
    public Task<LeadStart> StartAsync(
        Lead lead, string? idempotencyKey = null, ImportOrigin? import = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(ToString());
}

using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Durability;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Leads;

/// <summary><c>DELETE /api/leads/{id}</c>: erases a lead, its history and its personal data, wherever it stands.</summary>
public sealed class LeadErasing(LeadEraser eraser, IOrchestrationClient client)
{
    /// <summary>Answers 200 with what was erased.</summary>
    /// <exception cref="ApiProblemException">404: nothing is kept of that lead.</exception>
    public async Task<IResult> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        using var activity = ApiActivity.Start("leads.erase", id);
        var rounds = await QueuedLeadRounds.EraseAsync(client, id, cancellationToken); // first: they must not assign what is about to be erased
        var erasure = await eraser.EraseAsync(id, cancellationToken);
        erasure = erasure with { Instances = erasure.Instances + rounds };
        return erasure.Found ? Results.Json(erasure, ApiJson.Readable.LeadErasure) : throw LeadQueries.Unknown(id);
    }
}

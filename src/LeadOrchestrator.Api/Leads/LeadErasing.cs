using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Leads;

/// <summary><c>DELETE /api/leads/{id}</c>: erases a lead, its history and its personal data, wherever it stands.</summary>
public sealed class LeadErasing(LeadEraser eraser)
{
    /// <summary>Answers 200 with what was erased. What has begun is carried through, though the caller goes away: half of it would be no erasure.</summary>
    /// <exception cref="ApiProblemException">404: nothing is kept of that lead.</exception>
    public async Task<IResult> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = ApiActivity.Start("leads.erase", id);
        var erasure = await eraser.EraseAsync(id, CancellationToken.None);
        return erasure.Found ? Results.Json(erasure, ApiJson.Readable.LeadErasure) : throw LeadQueries.Unknown(id);
    }
}

using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Imports;

/// <summary><c>DELETE /api/imports/{id}</c>: erases an import, its file and its rows; the leads that it started stay.</summary>
public sealed class ImportErasing(ImportEraser eraser)
{
    /// <summary>Answers 200 with what was erased. What has begun is carried through, though the caller goes away: half of it would be no erasure. An import that runs is ended first.</summary>
    /// <exception cref="ApiProblemException">404: nothing is kept of that import.</exception>
    public async Task<IResult> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = ApiActivity.Start("imports.erase");
        var erasure = await eraser.EraseAsync(id, CancellationToken.None);
        return erasure.Found ? Results.Json(erasure, ApiJson.Readable.ImportErasure) : throw ImportQueries.Unknown(id);
    }
}

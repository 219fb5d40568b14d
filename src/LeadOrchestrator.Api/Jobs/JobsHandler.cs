using System.Text.Json;
using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Jobs;

/// <summary><c>POST /admin/functions/{timer}</c>: runs a scheduled job now, as the Functions host does.</summary>
public sealed class JobsHandler(JobScheduler scheduler)
{
    /// <summary>Answers 202 when the run is asked for; the body is <c>{}</c> or <c>{"input": …}</c>, the jobs take no input.</summary>
    /// <exception cref="ApiProblemException">400, 404 unknown job, 413, 415.</exception>
    public async Task<IResult> PostAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength is > 0 || request.ContentType is not null) RequestBody.RequireJson(request);
        var body = await RequestBody.ReadJsonAsync(request, RequestBody.MaxBytes, cancellationToken);
        if (body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)) throw ApiProblemException.BadRequest("$", "is not a JSON object such as {}.");
        if (!scheduler.RunNow(name)) throw new ApiProblemException(404, $"There is no job '{name}'; there are {string.Join(", ", scheduler.Names)}.");
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}

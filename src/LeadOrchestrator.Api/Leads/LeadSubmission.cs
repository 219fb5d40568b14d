using System.Globalization;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Intake;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Leads;

/// <summary><c>POST /api/leads</c>: takes a lead and starts its run.</summary>
public sealed class LeadSubmission(LeadStarter starter, IOrchestrationClient client, ApiLinks links, TimeProvider time)
{
    private const int MaxWaitSeconds = 30;
    private const int RetryAfterSeconds = 1;

    /// <summary>
    /// Answers 202 when the start is durable (the same lead again: the same answer), or 200 with the lead's view if it
    /// completes within <c>?wait=</c> seconds. A parked lead is answered with 202 when the wait is over: a redrive may still come.
    /// </summary>
    /// <param name="request">The request; its body is one lead.</param>
    /// <param name="cancellationToken">Stops the wait, not the run.</param>
    /// <exception cref="ApiProblemException">400, 409, 413, 415, 422.</exception>
    /// <exception cref="OverloadedException">503: nothing was started.</exception>
    /// <exception cref="LeadBeingErasedException">503: nothing was started.</exception>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var activity = ApiActivity.Start("leads.submit");
        var (wait, key) = QueryErrors.All(() => QueryReader.Number(request, "wait", 0, 0, MaxWaitSeconds), () => IdempotencyKey(request));
        if (wait > 0 && !Caller.Of(request.HttpContext).Scopes.Allow(Scopes.Read))
            throw new ApiProblemException(403, "?wait= answers with the lead's outcome, which needs the scope 'read'. Submit without it.");
        RequestBody.RequireJson(request);
        var lead = Read(await RequestBody.ReadAsync(request, RequestBody.MaxBytes, cancellationToken));

        var start = await starter.StartAsync(lead, key, import: null, cancellationToken);
        AuditSubject.Set(request, start.LeadId);
        activity?.SetTag("lead.id", start.LeadId).SetTag("lead.start", start.Result.ToString());
        if (start.Result is LeadStartResult.Conflict or LeadStartResult.KeyConflict) throw Conflict(start);
        if (wait > 0 && await CompletedAsync(start.LeadId, TimeSpan.FromSeconds(wait), cancellationToken) is { } completed)
            return Results.Json(LeadViewReader.Read(completed), ApiJson.Readable.LeadView);

        return Accepted(request, start);
    }

    private static Lead Read(byte[] body)
    {
        var reading = LeadReader.Read(body);
        return reading.Lead ?? throw new ApiProblemException(400, Describe(reading.Errors), reading.Errors);
    }

    private static string Describe(IReadOnlyList<FieldError> errors) =>
        errors.Count == 1 ? $"The lead has an error at {errors[0].Path}: {errors[0].Message}" : $"The lead has {errors.Count} errors; see 'errors'.";

    private static string? IdempotencyKey(HttpRequest request)
    {
        var values = request.Headers["Idempotency-Key"];
        if (values.Count == 0) return null;
        var key = values.ToString();
        var problem = values.Count > 1 ? "was given more than once; give it once." : LeadIdentity.CheckIdempotencyKey(key);
        return problem is null ? key : throw ApiProblemException.BadRequest("Idempotency-Key", problem);
    }

    private static ApiProblemException Conflict(LeadStart start)
    {
        var differs = start.DifferingPath is { } path ? $" They differ at {path}." : "";
        if (start.Result == LeadStartResult.KeyConflict)
            return new(
                422, $"The Idempotency-Key was used before, for another id or other content.{differs} Send another key with what is new.",
                [new FieldError("Idempotency-Key", "was used before, for another id or other content.")]);
        return new(
            409, $"The id '{start.LeadId}' belongs to a lead with other content.{differs} Send a lead of its own with another id, or erase that one first.",
            start.DifferingPath is { } field ? [new FieldError(field, "differs from the lead that has this id.")] : null);
    }

    private async Task<OrchestrationMetadata?> CompletedAsync(string leadId, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var instance = await client.WaitForInstanceCompletionAsync(leadId, either.Token);
            return instance?.RuntimeStatus == RuntimeStatus.Completed ? instance : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // the wait is over: the answer is 202
        }
    }

    private IResult Accepted(HttpRequest request, LeadStart start)
    {
        var leadId = start.LeadId;
        var statusUri = ApiLinks.Lead(request, leadId);
        var manage = links.MayGive(request) ? links.ForStarter(request, leadId) : null;
        var headers = request.HttpContext.Response.Headers;
        headers.Location = statusUri;
        headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        var accepted = new LeadAccepted(
            leadId, start.Result == LeadStartResult.Started ? LeadResult.Created : LeadResult.Existing, statusUri, manage?.StatusQueryGetUri, manage?.SendEventPostUri, manage?.TerminatePostUri, manage?.PurgeHistoryDeleteUri,
            manage?.RestartPostUri, manage?.SuspendPostUri, manage?.ResumePostUri);
        return Results.Json(accepted, ApiJson.Readable.LeadAccepted, statusCode: StatusCodes.Status202Accepted);
    }
}

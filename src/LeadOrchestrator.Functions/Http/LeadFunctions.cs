using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace LeadOrchestrator.Functions.Http;

/// <summary>The routes under /api/leads; what they do is in LeadOrchestrator.Api.</summary>
public sealed class LeadFunctions(
    ApiCall call, LeadSubmission submission, LeadQueries queries, LeadErasing erasing, LeadExport export, LeadEvents events, LeadTimelines timelines)
{
    /// <summary>Starts a lead's run.</summary>
    [Function("SubmitLead")]
    [Needs(Scopes.Submit)]
    public Task<IResult> SubmitLeadAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leads")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => submission.PostAsync(request, token));

    /// <summary>Leads, newest first.</summary>
    [Function("ListLeads")]
    [Needs(Scopes.Read)]
    public Task<IResult> ListLeadsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "leads")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => queries.ListAsync(request, token));

    /// <summary>Where one lead stands.</summary>
    [Function("GetLead")]
    [Needs(Scopes.Read)]
    public Task<IResult> GetLeadAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "leads/{id}")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => queries.GetAsync(id, token));

    /// <summary>Erases a lead and its personal data.</summary>
    [Function("EraseLead")]
    [Needs(Scopes.Admin)]
    public Task<IResult> EraseLeadAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "leads/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => erasing.DeleteAsync(id, token));

    /// <summary>Everything that is kept of a lead.</summary>
    [Function("ExportLead")]
    [Needs(Scopes.Admin)]
    public Task<IResult> ExportLeadAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "leads/{id}/export")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => export.GetAsync(request.HttpContext.Response, id, token));

    /// <summary>Tells a lead's run that something happened.</summary>
    [Function("RaiseLeadEvent")]
    [Needs(Scopes.Work)]
    public Task<IResult> RaiseLeadEventAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leads/{id}/events/{name}")] HttpRequest request,
        string id, string name, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => events.PostAsync(request, id, name, token));

    /// <summary>Where the time of one lead went.</summary>
    [Function("LeadTimeline")]
    [Needs(Scopes.Read)]
    public Task<IResult> LeadTimelineAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "leads/{id}/timeline")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => timelines.GetAsync(id, token));

    /// <summary>The same as a Gantt chart.</summary>
    [Function("LeadTimelineSvg")]
    [Needs(Scopes.Read)]
    public Task<IResult> LeadTimelineSvgAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "leads/{id}/timeline.svg")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => timelines.GetSvgAsync(id, token));
}

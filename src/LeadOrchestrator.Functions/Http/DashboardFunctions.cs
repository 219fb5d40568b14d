using LeadOrchestrator.Api.Dashboard;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Api.Reports;
using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace LeadOrchestrator.Functions.Http;

/// <summary>
/// The dashboard and what it alone asks for; what they do is in LeadOrchestrator.Api. The page and its files hold no data, so they need
/// no key, and could not send one; the page asks for a function key and shows it with every request for data.
/// </summary>
public sealed class DashboardFunctions(
    ApiCall call, LeadRecords records, SpeedHandler speed, AssignmentsHandler assignments, UnassignedHandler unassigned, LiveStream stream)
{
    /// <summary>The page: at <c>/api/dashboard</c>.</summary>
    [Function("Dashboard")]
    public static Task<IResult> PageAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dashboard")] HttpRequest request) =>
        WriteAsync(request, DashboardFiles.GetPage(request));

    /// <summary>What the page is made of.</summary>
    [Function("DashboardFile")]
    public static Task<IResult> FileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dashboard/{name}")] HttpRequest request, string name) =>
        WriteAsync(request, DashboardFiles.GetFile(name));

    /// <summary>What the caller may do, so that the page offers nothing that would be refused.</summary>
    [Function("Access")]
    [Needs(Scopes.Read)]
    public Task<IResult> AccessAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "access")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, _ => Task.FromResult(AccessHandler.Get(request)));

    /// <summary>Says when something has changed; ends when the host cancels its invocations.</summary>
    [Function("Stream")]
    [Needs(Scopes.Read)]
    public Task<IResult> StreamAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "stream")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken hostStops) =>
        call.RunAsync(request, client, _ => Task.FromResult(stream.Get(request, hostStops)));

    /// <summary>A lead as it was submitted, and everything recorded of its run.</summary>
    [Function("LeadRecord")]
    [Needs(Scopes.Read)]
    public Task<IResult> RecordAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "leads/{id}/record")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => records.GetAsync(id, token));

    /// <summary>Speed to lead.</summary>
    [Function("SpeedReport")]
    [Needs(Scopes.Read)]
    public Task<IResult> SpeedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "reports/speed")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => speed.GetAsync(request, token));

    /// <summary>The load of the reps.</summary>
    [Function("AssignmentsReport")]
    [Needs(Scopes.Read)]
    public Task<IResult> AssignmentsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "reports/assignments")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => assignments.GetAsync(request, token));

    /// <summary>The house queue.</summary>
    [Function("UnassignedReport")]
    [Needs(Scopes.Read)]
    public Task<IResult> UnassignedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "reports/unassigned")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => unassigned.GetAsync(request, token));

    private static async Task<IResult> WriteAsync(HttpRequest request, IResult answer)
    {
        await answer.ExecuteAsync(request.HttpContext);
        return Results.Empty;
    }
}

using LeadOrchestrator.Api.Contract;
using LeadOrchestrator.Api.Contract.Operations;
using LeadOrchestrator.Api.Dashboard;
using LeadOrchestrator.Api.Health;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Api.Limits;
using LeadOrchestrator.Api.Management;
using LeadOrchestrator.Api.Preview;
using LeadOrchestrator.Api.Processes;
using LeadOrchestrator.Api.Reports;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api;

/// <summary>The routes of the HTTP API.</summary>
public static class LeadApiEndpoints
{
    /// <summary>
    /// Maps the whole API, with its errors, its security headers and the check of who may do what in front of it: what a host of its
    /// own needs. A host with routes of its own (Azure Functions) calls the handlers instead.
    /// </summary>
    /// <param name="app">A host with <c>AddLeadApi</c>, <c>AddLeadLimits</c> and <c>AddLeadScheduler</c>.</param>
    /// <exception cref="InvalidOperationException">The scheduler was not added.</exception>
    public static WebApplication MapLeadApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        // Asked for, not resolved: stores and engine are opened when the host starts, and not before.
        if (!app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(JobsHandler)))
            throw new InvalidOperationException("The scheduler is missing. Call services.AddLeadScheduler(configuration) beside AddLeadApi.");
        if (app.Services.GetRequiredService<IOptions<LeadApiOptions>>().Value.TrustedProxies is { Length: > 0 } proxies) app.UseForwardedHeaders(TrustedProxies.Parse(proxies));
        app.UseMiddleware<ErrorMiddleware>();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.UseRateLimiter(); // behind the key: who has none takes nobody's place
        app.UseMiddleware<UnknownParameterMiddleware>();
        app.MapLeadRoutes();
        return app;
    }

    /// <summary>
    /// The routes alone. Each says what it promises (<see cref="ApiOperationExtensions.Document"/>): the OpenAPI document is made from them.
    /// </summary>
    internal static void MapLeadRoutes(this IEndpointRouteBuilder app)
    {
        MapLeads(app.MapGroup("/api/leads"));
        MapImports(app.MapGroup("/api/imports"));
        MapDecisions(app.MapGroup("/api"));
        MapManagement(app.MapGroup("/runtime/webhooks/durabletask").WithMetadata(new BareErrors()));
        app.MapPost("/admin/functions/{name}", (HttpRequest request, string name, JobsHandler handler, CancellationToken token) =>
            handler.PostAsync(request, name, token)).Needs(Scopes.Admin).Document(DecisionOperations.Job);
        MapPages(app);
    }

    private static void MapLeads(RouteGroupBuilder leads)
    {
        leads.MapPost("", (HttpRequest request, LeadSubmission handler, CancellationToken token) => handler.PostAsync(request, token)).Needs(Scopes.Submit).Document(LeadOperations.Submit);
        leads.MapRead("", (HttpRequest request, LeadQueries handler, CancellationToken token) => handler.ListAsync(request, token)).Document(LeadOperations.List);
        leads.MapRead("/{id}", (string id, LeadQueries handler, CancellationToken token) => handler.GetAsync(id, token)).Document(LeadOperations.Get);
        leads.MapDelete("/{id}", (string id, LeadErasing handler, CancellationToken token) => handler.DeleteAsync(id, token)).Needs(Scopes.Admin).Document(LeadOperations.Erase);
        leads.MapPost("/{id}/events/{name}", (HttpRequest request, string id, string name, LeadEvents handler, CancellationToken token) =>
            handler.PostAsync(request, id, name, token)).Needs(Scopes.Work).Document(LeadOperations.Event);
        leads.MapGetAndHead("/{id}/export", (HttpResponse response, string id, LeadExport handler, CancellationToken token) => handler.GetAsync(response, id, token))
            .Needs(Scopes.Admin).RequireRateLimiting(RequestLimits.Reports).Document(LeadOperations.Export);
        leads.MapRead("/{id}/record", (string id, LeadRecords handler, CancellationToken token) => handler.GetAsync(id, token)).Document(LeadOperations.Record);
        leads.MapRead("/{id}/timeline", (string id, LeadTimelines handler, CancellationToken token) => handler.GetAsync(id, token)).Document(LeadOperations.Timeline);
        leads.MapRead("/{id}/timeline.svg", (string id, LeadTimelines handler, CancellationToken token) => handler.GetSvgAsync(id, token)).Document(LeadOperations.TimelineSvg);
    }

    private static void MapImports(RouteGroupBuilder imports)
    {
        imports.MapPost("", (HttpRequest request, ImportSubmission handler, CancellationToken token) => handler.PostAsync(request, token))
            .Needs(Scopes.Submit).RequireRateLimiting(RequestLimits.Imports).Document(ImportOperations.Submit);
        imports.MapRead("", (HttpRequest request, ImportQueries handler, CancellationToken token) => handler.ListAsync(request, token)).Document(ImportOperations.List);
        imports.MapRead("/{id}", (HttpRequest request, string id, ImportQueries handler, CancellationToken token) => handler.GetAsync(request, id, token)).Document(ImportOperations.Get);
        imports.MapDelete("/{id}", (string id, ImportErasing handler, CancellationToken token) => handler.DeleteAsync(id, token)).Needs(Scopes.Admin).Document(ImportOperations.Erase);
        imports.MapRead("/{id}/rejected.csv", (string id, ImportQueries handler, CancellationToken token) => handler.RejectedAsync(id, token))
            .RequireRateLimiting(RequestLimits.Reports).Document(ImportOperations.Rejected);
    }

    private static void MapDecisions(RouteGroupBuilder api)
    {
        api.MapPost("/preview", (HttpRequest request, PreviewHandler handler, CancellationToken token) => handler.PostAsync(request, token))
            .Needs(Scopes.Read).RequireRateLimiting(RequestLimits.Previews).Document(DecisionOperations.Preview);
        api.MapRead("/process", (ProcessHandler handler, CancellationToken token) => handler.GetAsync(token)).RequireRateLimiting(RequestLimits.Reports).Document(DecisionOperations.Process);
        api.MapRead("/process.svg", (HttpRequest request, ProcessHandler handler, CancellationToken token) => handler.GetSvgAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports).Document(DecisionOperations.ProcessSvg);
        api.MapRead("/reports/savings", (HttpRequest request, SavingsHandler handler, CancellationToken token) => handler.GetAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports).Document(DecisionOperations.Savings);
        api.MapRead("/reports/speed", (HttpRequest request, SpeedHandler handler, CancellationToken token) => handler.GetAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports).Document(DecisionOperations.Speed);
        api.MapRead("/reports/assignments", (HttpRequest request, AssignmentsHandler handler, CancellationToken token) => handler.GetAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports).Document(DecisionOperations.Assignments);
        api.MapRead("/reports/unassigned", (HttpRequest request, UnassignedHandler handler, CancellationToken token) => handler.GetAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports).Document(DecisionOperations.Unassigned);
        api.MapRead("/stream", (HttpRequest request, LiveStream handler) => handler.Get(request)).Document(DecisionOperations.Stream);
        api.MapRead("/access", AccessHandler.Get).Document(DecisionOperations.Access);
        api.MapGetAndHead("/audit", (HttpRequest request, AuditHandler handler, CancellationToken token) => handler.GetAsync(request, token)).Needs(Scopes.Admin).Document(DecisionOperations.Audit);
        api.MapOpen("/health", (HttpRequest request, HealthHandler handler, CancellationToken token) => handler.GetAsync(request, token)).Document(DecisionOperations.Health);
        api.MapOpen("/openapi.json", () => LeadContract.GetAsync()).Document(PageOperations.OpenApi);
    }

    private static void MapManagement(RouteGroupBuilder management)
    {
        management.MapRead("/instances", (HttpRequest request, InstanceQueries handler, CancellationToken token) => handler.ListAsync(request, token)).Document(ManagementOperations.List);
        management.MapRead("/instances/{id}", (HttpRequest request, string id, InstanceQueries handler, CancellationToken token) =>
            handler.GetAsync(request, id, token)).Document(ManagementOperations.Get);
        management.MapDelete("/instances", (HttpRequest request, InstancePurging handler, CancellationToken token) => handler.DeleteManyAsync(request, token)).Needs(Scopes.Admin).Document(ManagementOperations.PurgeMany);
        management.MapDelete("/instances/{id}", (string id, InstancePurging handler, CancellationToken token) => handler.DeleteAsync(id, token)).Needs(Scopes.Admin).Document(ManagementOperations.Purge);
        management.MapPost("/instances/{id}/raiseEvent/{name}", (HttpRequest request, string id, string name, InstanceCommands handler, CancellationToken token) =>
            handler.RaiseEventAsync(request, id, name, token)).Needs(Scopes.Admin).Document(ManagementOperations.RaiseEvent);
        MapCommand("suspend", ManagementOperations.Suspend, handler => handler.SuspendAsync);
        MapCommand("resume", ManagementOperations.Resume, handler => handler.ResumeAsync);
        MapCommand("terminate", ManagementOperations.Terminate, handler => handler.TerminateAsync);
        MapCommand("rewind", ManagementOperations.Rewind, handler => handler.RewindAsync);
        MapCommand("restart", ManagementOperations.Restart, handler => handler.RestartAsync);
        management.MapPost("/orchestrators/{name}", (HttpRequest request, string name, OrchestratorStarts handler, CancellationToken token) =>
            handler.PostAsync(request, name, id: null, token)).Needs(Scopes.Admin).Document(ManagementOperations.Start);
        management.MapPost("/orchestrators/{name}/{id}", (HttpRequest request, string name, string id, OrchestratorStarts handler, CancellationToken token) =>
            handler.PostAsync(request, name, id, token)).Needs(Scopes.Admin).Document(ManagementOperations.StartWithId);

        void MapCommand(string name, ApiOperation operation, Func<InstanceCommands, Func<HttpRequest, string, CancellationToken, Task<IResult>>> command) =>
            management.MapPost($"/instances/{{id}}/{name}", (HttpRequest request, string id, InstanceCommands handler, CancellationToken token) =>
                command(handler)(request, id, token)).Needs(Scopes.Admin).Document(operation);
    }

    /// <summary>The dashboard under both of its addresses: this host's own, and that of a host whose routes all begin with <c>/api</c>.</summary>
    private static void MapPages(IEndpointRouteBuilder app)
    {
        MapPage("/", PageOperations.Start, "/dashboard/{name}", PageOperations.StartFile);
        MapPage("/api/dashboard", PageOperations.Dashboard, "/api/dashboard/{name}", PageOperations.DashboardFile);

        void MapPage(string page, ApiOperation pageOperation, string files, ApiOperation fileOperation)
        {
            app.MapOpen(page, DashboardFiles.GetPage).Document(pageOperation);
            app.MapOpen(files, DashboardFiles.GetFile).Document(fileOperation);
        }
    }

    private static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapGetAndHead(pattern, handler).Needs(Scopes.Read);

    private static RouteHandlerBuilder MapOpen(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapGetAndHead(pattern, handler).IsOpen();

    /// <summary>GET, and HEAD with it: the same headers, no body.</summary>
    private static RouteHandlerBuilder MapGetAndHead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);
}

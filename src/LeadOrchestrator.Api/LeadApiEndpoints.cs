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

        MapLeads(app.MapGroup("/api/leads"));
        MapImports(app.MapGroup("/api/imports"));
        MapDecisions(app.MapGroup("/api"));
        MapManagement(app.MapGroup("/runtime/webhooks/durabletask").WithMetadata(new BareErrors()));
        app.MapPost("/admin/functions/{name}", (HttpRequest request, string name, JobsHandler handler, CancellationToken token) =>
            handler.PostAsync(request, name, token)).Needs(Scopes.Admin);
        MapPages(app);
        return app;
    }

    private static void MapLeads(RouteGroupBuilder leads)
    {
        leads.MapPost("", (HttpRequest request, LeadSubmission handler, CancellationToken token) => handler.PostAsync(request, token)).Needs(Scopes.Submit);
        leads.MapRead("", (HttpRequest request, LeadQueries handler, CancellationToken token) => handler.ListAsync(request, token));
        leads.MapRead("/{id}", (string id, LeadQueries handler, CancellationToken token) => handler.GetAsync(id, token));
        leads.MapDelete("/{id}", (string id, LeadErasing handler, CancellationToken token) => handler.DeleteAsync(id, token)).Needs(Scopes.Admin);
        leads.MapPost("/{id}/events/{name}", (HttpRequest request, string id, string name, LeadEvents handler, CancellationToken token) =>
            handler.PostAsync(request, id, name, token)).Needs(Scopes.Work);
        leads.MapRead("/{id}/export", (HttpResponse response, string id, LeadExport handler, CancellationToken token) => handler.GetAsync(response, id, token))
            .RequireRateLimiting(RequestLimits.Reports);
        leads.MapRead("/{id}/record", (string id, LeadRecords handler, CancellationToken token) => handler.GetAsync(id, token));
        leads.MapRead("/{id}/timeline", (string id, LeadTimelines handler, CancellationToken token) => handler.GetAsync(id, token));
        leads.MapRead("/{id}/timeline.svg", (string id, LeadTimelines handler, CancellationToken token) => handler.GetSvgAsync(id, token));
    }

    private static void MapImports(RouteGroupBuilder imports)
    {
        imports.MapPost("", (HttpRequest request, ImportSubmission handler, CancellationToken token) => handler.PostAsync(request, token))
            .Needs(Scopes.Submit).RequireRateLimiting(RequestLimits.Imports);
        imports.MapRead("", (HttpRequest request, ImportQueries handler, CancellationToken token) => handler.ListAsync(request, token));
        imports.MapRead("/{id}", (HttpRequest request, string id, ImportQueries handler, CancellationToken token) => handler.GetAsync(request, id, token));
        imports.MapDelete("/{id}", (string id, ImportErasing handler, CancellationToken token) => handler.DeleteAsync(id, token)).Needs(Scopes.Admin);
        imports.MapRead("/{id}/rejected.csv", (string id, ImportQueries handler, CancellationToken token) => handler.RejectedAsync(id, token))
            .RequireRateLimiting(RequestLimits.Reports);
    }

    private static void MapDecisions(RouteGroupBuilder api)
    {
        api.MapPost("/preview", (HttpRequest request, PreviewHandler handler, CancellationToken token) => handler.PostAsync(request, token))
            .Needs(Scopes.Read).RequireRateLimiting(RequestLimits.Previews);
        api.MapRead("/process", (ProcessHandler handler, CancellationToken token) => handler.GetAsync(token)).RequireRateLimiting(RequestLimits.Reports);
        api.MapRead("/process.svg", (HttpRequest request, ProcessHandler handler, CancellationToken token) => handler.GetSvgAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports);
        api.MapRead("/reports/savings", (HttpRequest request, SavingsHandler handler, CancellationToken token) => handler.GetAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports);
        api.MapRead("/reports/speed", (HttpRequest request, SpeedHandler handler, CancellationToken token) => handler.GetAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports);
        api.MapRead("/reports/assignments", (HttpRequest request, AssignmentsHandler handler, CancellationToken token) => handler.GetAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports);
        api.MapRead("/reports/unassigned", (HttpRequest request, UnassignedHandler handler, CancellationToken token) => handler.GetAsync(request, token))
            .RequireRateLimiting(RequestLimits.Reports);
        api.MapRead("/stream", (HttpRequest request, LiveStream handler) => handler.Get(request));
        api.MapRead("/access", AccessHandler.Get);
        api.MapGetAndHead("/audit", (HttpRequest request, AuditHandler handler, CancellationToken token) => handler.GetAsync(request, token)).Needs(Scopes.Admin);
        api.MapOpen("/health", (HttpRequest request, HealthHandler handler, CancellationToken token) => handler.GetAsync(request, token));
    }

    private static void MapManagement(RouteGroupBuilder management)
    {
        management.MapRead("/instances", (HttpRequest request, InstanceQueries handler, CancellationToken token) => handler.ListAsync(request, token));
        management.MapRead("/instances/{id}", (HttpRequest request, string id, InstanceQueries handler, CancellationToken token) =>
            handler.GetAsync(request, id, token));
        management.MapDelete("/instances", (HttpRequest request, InstancePurging handler, CancellationToken token) => handler.DeleteManyAsync(request, token)).Needs(Scopes.Admin);
        management.MapDelete("/instances/{id}", (string id, InstancePurging handler, CancellationToken token) => handler.DeleteAsync(id, token)).Needs(Scopes.Admin);
        management.MapPost("/instances/{id}/raiseEvent/{name}", (HttpRequest request, string id, string name, InstanceCommands handler, CancellationToken token) =>
            handler.RaiseEventAsync(request, id, name, token)).Needs(Scopes.Admin);
        MapCommand("suspend", handler => handler.SuspendAsync);
        MapCommand("resume", handler => handler.ResumeAsync);
        MapCommand("terminate", handler => handler.TerminateAsync);
        MapCommand("rewind", handler => handler.RewindAsync);
        MapCommand("restart", handler => handler.RestartAsync);
        management.MapPost("/orchestrators/{name}/{id?}", (HttpRequest request, string name, string? id, OrchestratorStarts handler, CancellationToken token) =>
            handler.PostAsync(request, name, id, token)).Needs(Scopes.Admin);

        void MapCommand(string name, Func<InstanceCommands, Func<HttpRequest, string, CancellationToken, Task<IResult>>> command) =>
            management.MapPost($"/instances/{{id}}/{name}", (HttpRequest request, string id, InstanceCommands handler, CancellationToken token) =>
                command(handler)(request, id, token)).Needs(Scopes.Admin);
    }

    /// <summary>The dashboard under both of its addresses: this host's own, and that of a host whose routes all begin with <c>/api</c>.</summary>
    private static void MapPages(WebApplication app)
    {
        foreach (var (page, files) in new[] { ("/", "/dashboard/{name}"), ("/api/dashboard", "/api/dashboard/{name}") })
        {
            app.MapOpen(page, DashboardFiles.GetPage);
            app.MapOpen(files, DashboardFiles.GetFile);
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

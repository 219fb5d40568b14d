using LeadOrchestrator.Api.Health;
using LeadOrchestrator.Api.Preview;
using LeadOrchestrator.Api.Processes;
using LeadOrchestrator.Api.Reports;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Auditing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace LeadOrchestrator.Functions.Http;

/// <summary>Preview, process, reports, health and audit; what they do is in LeadOrchestrator.Api.</summary>
public sealed class DecisionFunctions(ApiCall call, PreviewHandler preview, ProcessHandler process, SavingsHandler savings, HealthHandler health, AuditHandler audit)
{
    /// <summary>Runs leads through the decisions without writing anything.</summary>
    [Function("Preview")]
    [Needs(Scopes.Read)]
    public Task<IResult> PreviewAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "preview")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => preview.PostAsync(request, token));

    /// <summary>The process with its parallel branches and critical path.</summary>
    [Function("Process")]
    [Needs(Scopes.Read)]
    public Task<IResult> ProcessAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "process")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, process.GetAsync);

    /// <summary>The same as a flow chart.</summary>
    [Function("ProcessSvg")]
    [Needs(Scopes.Read)]
    public Task<IResult> ProcessSvgAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "process.svg")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => process.GetSvgAsync(request, token));

    /// <summary>What running effects at once has saved.</summary>
    [Function("SavingsReport")]
    [Needs(Scopes.Read)]
    public Task<IResult> SavingsReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "reports/savings")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => savings.GetAsync(request, token));

    /// <summary>Every change and every refused attempt.</summary>
    [Function("Audit")]
    [Needs(Scopes.Admin)]
    public Task<IResult> AuditAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "audit")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => audit.GetAsync(request, token));

    /// <summary>Whether everything that leads need is there.</summary>
    [Function("Health")]
    [Needs(Scopes.Read)]
    public Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "health")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => health.GetAsync(request, token));
}

using LeadOrchestrator.Api.Health;
using LeadOrchestrator.Api.Preview;
using LeadOrchestrator.Api.Processes;
using LeadOrchestrator.Api.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace LeadOrchestrator.Functions.Http;

/// <summary>Preview, process, reports and health; what they do is in LeadOrchestrator.Api.</summary>
public sealed class DecisionFunctions(ApiCall call, PreviewHandler preview, ProcessHandler process, SavingsHandler savings, HealthHandler health)
{
    /// <summary>Runs leads through the decisions without writing anything.</summary>
    [Function("Preview")]
    public Task<IResult> PreviewAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "preview")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => preview.PostAsync(request, token));

    /// <summary>The process with its parallel branches and critical path.</summary>
    [Function("Process")]
    public Task<IResult> ProcessAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "process")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, process.GetAsync);

    /// <summary>The same as a flow chart.</summary>
    [Function("ProcessSvg")]
    public Task<IResult> ProcessSvgAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "process.svg")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => process.GetSvgAsync(request, token));

    /// <summary>What running effects at once has saved.</summary>
    [Function("SavingsReport")]
    public Task<IResult> SavingsReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "reports/savings")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => savings.GetAsync(request, token));

    /// <summary>Whether everything that leads need is there.</summary>
    [Function("Health")]
    public Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "health")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => health.GetAsync(request, token));
}

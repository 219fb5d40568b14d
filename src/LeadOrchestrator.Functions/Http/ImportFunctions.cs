using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace LeadOrchestrator.Functions.Http;

/// <summary>The routes under /api/imports; what they do is in LeadOrchestrator.Api.</summary>
public sealed class ImportFunctions(ApiCall call, ImportSubmission submission, ImportQueries queries, ImportErasing erasing)
{
    /// <summary>Takes a file of leads.</summary>
    [Function("SubmitImport")]
    [Needs(Scopes.Submit)]
    public Task<IResult> SubmitImportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "imports")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => submission.PostAsync(request, token));

    /// <summary>Imports, newest first.</summary>
    [Function("ListImports")]
    [Needs(Scopes.Read)]
    public Task<IResult> ListImportsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "imports")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => queries.ListAsync(request, token));

    /// <summary>How far one import is.</summary>
    [Function("GetImport")]
    [Needs(Scopes.Read)]
    public Task<IResult> GetImportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "imports/{id}")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => queries.GetAsync(request, id, token));

    /// <summary>Erases an import with its file.</summary>
    [Function("EraseImport")]
    [Needs(Scopes.Admin)]
    public Task<IResult> EraseImportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "imports/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => erasing.DeleteAsync(id, token));

    /// <summary>The rows that an import rejected, as CSV.</summary>
    [Function("RejectedRows")]
    [Needs(Scopes.Read)]
    public Task<IResult> RejectedRowsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "imports/{id}/rejected.csv")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client) =>
        call.RunAsync(request, client, token => queries.RejectedAsync(id, token));
}

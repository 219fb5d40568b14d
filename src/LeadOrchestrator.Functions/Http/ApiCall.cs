using System.Runtime.CompilerServices;
using Grpc.Core;
using LeadOrchestrator.Api.Contract;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Functions.Adapter;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Functions.Http;

/// <summary>What every HTTP function does around its handler: binds the client, lets nobody in who may not, has changes noted, and answers errors as the local host does.</summary>
public sealed partial class ApiCall(BoundClient clients, FunctionAccess access, Auditor auditor, ILogger<ApiCall> logger)
{
    private static readonly TimeSpan HubRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>Runs a handler and writes its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The function's client.</param>
    /// <param name="handle">Calls the handler; its token is signalled when the caller goes away.</param>
    /// <param name="method">The function's method; the compiler fills it in.</param>
    /// <returns>An empty result, since the answer is written.</returns>
    public async Task<IResult> RunAsync(HttpRequest request, DurableTaskClient client, Func<CancellationToken, Task<IResult>> handle, [CallerMemberName] string method = "")
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(handle);
        var context = request.HttpContext;
        clients.Bind(client);
        UseOriginalAddress(request);
        SecurityHeaders.Apply(context.Response);
        try
        {
            var route = FunctionRoutes.Of(method);
            if (access.Admit(request, route.Scope) is { } refusal)
            {
                await auditor.RefusedAsync(context, route.Pattern, refusal.StatusCode!.Value);
                await refusal.ExecuteAsync(context);
                return Results.Empty;
            }

            auditor.Follow(context, route.Pattern, route.Scope);
            route.Operation?.RefuseUnknownParameters(request);
            await (await handle(context.RequestAborted)).ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await ToResult(exception, context).ExecuteAsync(context);
        }

        return Results.Empty;
    }

    private IResult ToResult(Exception exception, HttpContext context)
    {
        if (exception is not RpcException { StatusCode: not StatusCode.Cancelled } hub) return ApiErrors.ToResult(exception, context, logger);
        LogHub(logger, context.Request.Method, hub);
        return new ProblemResult(
            503, "The task hub cannot be reached. The storage account of the setting AzureWebJobsStorage must be there, "
            + "and the app's identity must have the roles Storage Blob, Queue and Table Data Contributor on it.", retryAfter: HubRetryAfter);
    }

    /// <summary>The Functions host passes requests on to this worker; links are made from the address that the caller used.</summary>
    private static void UseOriginalAddress(HttpRequest request)
    {
        if (request.Headers["X-Forwarded-Host"] is [.., { Length: > 0 } host]) request.Host = new HostString(host);
        if (request.Headers["X-Forwarded-Proto"] is [.., { Length: > 0 } scheme]) request.Scheme = scheme;
    }

    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "{Method} failed because the task hub cannot be reached")]
    private static partial void LogHub(ILogger logger, string method, Exception exception);
}

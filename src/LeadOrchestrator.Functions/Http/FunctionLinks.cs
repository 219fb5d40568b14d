using LeadOrchestrator.Api;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Functions.Adapter;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Functions.Http;

/// <summary>Management links are the Durable Functions extension's own: it knows its address and its key.</summary>
internal sealed class FunctionLinks(IOptions<LeadApiOptions> options, BoundClient clients) : ApiLinks(options)
{
    public override ManagementLinks ForStarter(HttpRequest request, string instanceId)
    {
        var payload = clients.Client.CreateHttpManagementPayload(instanceId);
        var restart = payload.RestartPostUri ?? Restart(payload.StatusQueryGetUri!);
        return new(
            instanceId, payload.StatusQueryGetUri!, payload.SendEventPostUri!, payload.TerminatePostUri!, payload.PurgeHistoryDeleteUri!,
            restart, payload.SuspendPostUri!, payload.ResumePostUri!);
    }

    /// <summary>The extension serves restarts, but its payload does not name them.</summary>
    private static string Restart(string status)
    {
        var address = new UriBuilder(status);
        address.Path += "/restart";
        return address.Uri.AbsoluteUri;
    }
}

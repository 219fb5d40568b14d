using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Http;

/// <summary>Absolute links into this API, from the scheme and host under which the request came.</summary>
public class ApiLinks(IOptions<LeadApiOptions> options)
{
    private const string ManagementPath = "/runtime/webhooks/durabletask/instances/";

    /// <summary>The status of a lead. Holds no key.</summary>
    public static string Lead(HttpRequest request, string leadId) => Base(request) + "/api/leads/" + Uri.EscapeDataString(leadId);

    /// <summary>The status of an import. Holds no key.</summary>
    public static string Import(HttpRequest request, string importId) => Base(request) + "/api/imports/" + Uri.EscapeDataString(importId);

    /// <summary>Whether whoever submits gets management links: not with a key that may not even read, and the dashboard, which marks its requests, has no use for them.</summary>
    public bool MayGive(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return options.Value.ManagementLinks == LinkPolicy.All && Caller.Of(request.HttpContext).Scopes.Allow(Scopes.Read)
            && !request.Headers.ContainsKey(BrowserGuard.Header);
    }

    /// <summary>The management links of an instance, as management calls answer them: <c>{text}</c>, task hub and connection named.</summary>
    public ManagementLinks ForManagement(HttpRequest request, string instanceId) =>
        Management(request, instanceId, "{text}", [$"taskHub={options.Value.TaskHub}", "connection=Storage"]);

    /// <summary>The management links of an instance, as Durable Functions' starters answer them: <c>{{text}}</c>.</summary>
    public virtual ManagementLinks ForStarter(HttpRequest request, string instanceId) => Management(request, instanceId, "{{text}}", []);

    /// <summary>The address under which the request came, its query included.</summary>
    public static string Self(HttpRequest request) => request.GetEncodedUrl();

    private static ManagementLinks Management(HttpRequest request, string instanceId, string text, IEnumerable<string> fixedQuery)
    {
        var instance = Base(request) + ManagementPath + Uri.EscapeDataString(instanceId);
        List<string> query = [.. fixedQuery];
        // As Durable Functions does: the links work as they stand, for whatever the caller's own key is good for. Pages for browsers use Lead() and Import() instead.
        if (Caller.Of(request.HttpContext).ShownKey is { Length: > 0 } key) query.Add($"code={Uri.EscapeDataString(key)}");
        return new(
            instanceId, With(instance), With(instance + "/raiseEvent/{eventName}"), With(instance + "/terminate", text), With(instance),
            With(instance + "/restart"), With(instance + "/suspend", text), With(instance + "/resume", text));

        string With(string path, string? reason = null)
        {
            var all = reason is null ? query : [$"reason={reason}", .. query];
            return all.Count == 0 ? path : $"{path}?{string.Join('&', all)}";
        }
    }

    private static string Base(HttpRequest request) => UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase).TrimEnd('/');
}

/// <summary>Where one instance is managed; names and order are Durable Functions' own.</summary>
/// <param name="Id">The instance.</param>
/// <param name="StatusQueryGetUri">GET: its status.</param>
/// <param name="SendEventPostUri">POST: an event.</param>
/// <param name="TerminatePostUri">POST: ends it.</param>
/// <param name="PurgeHistoryDeleteUri">DELETE: forgets it.</param>
/// <param name="RestartPostUri">POST: runs it once more.</param>
/// <param name="SuspendPostUri">POST: holds it.</param>
/// <param name="ResumePostUri">POST: lets it go on.</param>
public sealed record ManagementLinks(
    string Id, string StatusQueryGetUri, string SendEventPostUri, string TerminatePostUri, string PurgeHistoryDeleteUri,
    string RestartPostUri, string SuspendPostUri, string ResumePostUri);

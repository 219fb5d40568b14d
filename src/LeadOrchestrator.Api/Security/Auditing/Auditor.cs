using System.Globalization;
using System.Text.RegularExpressions;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LeadOrchestrator.Api.Security.Auditing;

/// <summary>Sees to it that every change and every refused attempt is in the audit log. Every host puts it around its handlers.</summary>
public sealed partial class Auditor(AuditWriter writer, TimeProvider time)
{
    private static readonly string[] NotedReads = ["/api/leads/{id}/export"]; // they hand out a person whole
    private static readonly string[] SubjectNames = ["id", "name"];
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Head, HttpMethods.Options];

    /// <summary>
    /// Notes a request that changes something, or hands out everything of a person, just before its answer goes out; where none goes out, when it is over. One that failed
    /// here, or whose caller went away, may have changed something: it is no refusal, and no flood of refusals hides it.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="route">The route's pattern: paths may hold anything.</param>
    /// <param name="scope">What the route needs; what needs no more than to read changes nothing.</param>
    public void Follow(HttpContext context, string route, Scopes scope)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (scope is Scopes.Read or Scopes.None || !(BrowserGuard.IsWrite(context.Request) || NotedReads.Contains(route))) return;
        var isNoted = false;
        context.Response.OnStarting(NoteAsync);
        context.Response.OnCompleted(NoteAsync);

        Task NoteAsync()
        {
            if (isNoted) return Task.CompletedTask;
            isNoted = true;
            var entry = Entry(context, route);
            return entry.Status switch
            {
                >= 400 and < 499 or 501 => writer.RefusedAsync(entry),
                503 when scope == Scopes.Submit => writer.RefusedAsync(entry), // nothing was started
                >= 499 => writer.FailedAsync(entry),
                _ when scope == Scopes.Submit => writer.QueueAsync(entry),
                _ => writer.WriteAsync(entry),
            };
        }
    }

    /// <summary>Notes a request that was not let in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="route">The route's pattern.</param>
    /// <param name="status">What it is answered with.</param>
    public Task RefusedAsync(HttpContext context, string route, int status)
    {
        ArgumentNullException.ThrowIfNull(context);
        return writer.RefusedAsync(Entry(context, route) with { Status = status });
    }

    /// <summary>The pattern of the route that a request was found to be for.</summary>
    public static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route ? "/" + route.Trim('/') : "(no route)";

    private AuditEntry Entry(HttpContext context, string route)
    {
        var id = context.Features.Get<AuditSubject>()?.Id ?? SubjectNames.Select(name => context.GetRouteValue(name)?.ToString()).FirstOrDefault(value => value is not null);
        return new(
            Guid.NewGuid().ToString("N"), time.GetUtcNow(), Caller.Of(context).Name, $"{Method(context.Request)} {Named(context, route)}",
            id is null ? null : AuditSubject.Write(id), From(context), context.Response.StatusCode);
    }

    /// <summary>Methods are the caller's to choose, too; those that no route has are all one.</summary>
    private static string Method(HttpRequest request) => Methods.FirstOrDefault(method => HttpMethods.Equals(method, request.Method)) ?? "OTHER";

    /// <summary>The names of events and jobs belong to what was done.</summary>
    private static string Named(HttpContext context, string route) =>
        context.GetRouteValue("id") is not null && context.GetRouteValue("name") is string name && SafeName().IsMatch(name) ? route.Replace("{name}", name, StringComparison.Ordinal) : route;

    private static string? From(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        var address => string.Create(CultureInfo.InvariantCulture, $"{address}"),
    };

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,63}\z")]
    private static partial Regex SafeName();
}

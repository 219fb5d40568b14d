using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security.Auditing;

/// <summary><c>GET /api/audit</c>: every change and every refused attempt, newest first.</summary>
public sealed class AuditHandler(IAuditLog log, AuditWriter writer)
{
    private const int DefaultTop = 100, MaxTop = 1000;

    /// <summary>A page: <c>?from=&amp;to=&amp;who=&amp;top=&amp;continuationToken=</c>.</summary>
    /// <exception cref="ApiProblemException">400, naming the parameter.</exception>
    public async Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (from, to, who, top, token) = QueryErrors.All(
            () => QueryReader.Time(request, "from"), () => QueryReader.Time(request, "to"), () => QueryReader.Text(request, "who"),
            () => QueryReader.Number(request, "top", DefaultTop, 1, MaxTop), () => QueryReader.Text(request, "continuationToken"));
        await writer.FlushAsync(cancellationToken);
        try
        {
            var page = await log.ReadAsync(new(from, to, who, top, token), cancellationToken);
            return Results.Json(new AuditPage(page.Items, page.ContinuationToken), ApiJson.Readable.AuditPage);
        }
        catch (ArgumentException exception) when (token is not null)
        {
            throw ApiProblemException.BadRequest("continuationToken", $"is not one that this list gave: {exception.Message}");
        }
    }
}

/// <summary>A page of the audit log, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="ContinuationToken">What to ask the next page with; null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, string? ContinuationToken);

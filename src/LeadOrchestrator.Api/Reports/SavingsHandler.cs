using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Leads.Timelines;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Reports;

/// <summary><c>GET /api/reports/savings</c>: what running at once saved, measured.</summary>
public sealed class SavingsHandler(MeasuredRuns runs)
{
    private const int DefaultTop = 10_000, MaxTop = 1_000_000;

    /// <summary>Over the newest completed leads: <c>?from=&amp;to=&amp;top=</c>.</summary>
    /// <exception cref="ApiProblemException">400, naming the parameter.</exception>
    public async Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ((from, to), top) = QueryErrors.All(
            () => QueryReader.Period(request, "from", "to"), () => QueryReader.Number(request, "top", DefaultTop, 1, MaxTop));
        // The report reads once and keeps little; it is synchronous, so it waits for pages on a thread of its own.
        var report = await Task.Run(
            () => SavingsReport.Of(runs.ReadAsync(from, to, top, cancellationToken).ToBlockingEnumerable(cancellationToken)), cancellationToken);
        return TaggedResult.Json(report, ApiJson.Readable.SavingsReport);
    }
}

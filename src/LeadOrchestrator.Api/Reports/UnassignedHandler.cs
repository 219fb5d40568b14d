using System.Collections.Concurrent;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Reports;

/// <summary><c>GET /api/reports/unassigned</c>: the house queue, longest waiting first, each lead with the reason.</summary>
public sealed class UnassignedHandler(IAssignmentLedger ledger, IOrchestrationClient client)
{
    private const int DefaultTop = 50, MaxTop = 1000, AtOnce = 16;

    /// <summary>A page of the queue: <c>?top=&amp;continuationToken=</c>.</summary>
    /// <exception cref="ApiProblemException">400, naming the parameter.</exception>
    public async Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (top, token) = QueryErrors.All(
            () => QueryReader.Number(request, "top", DefaultTop, 1, MaxTop), () => QueryReader.Text(request, "continuationToken"));
        try
        {
            var page = await ledger.ListQueuedAsync(top, token, cancellationToken);
            return TaggedResult.Json(
                new UnassignedPage(page.Items, page.ContinuationToken, await NamesAsync(page.Items, cancellationToken)), ApiJson.Readable.UnassignedPage);
        }
        catch (ArgumentException exception) when (token is not null)
        {
            throw ApiProblemException.BadRequest("continuationToken", $"is not one that this list gave: {exception.Message}");
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyList<Assignment> waiting, CancellationToken cancellationToken)
    {
        var names = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            waiting, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (assignment, token) =>
            {
                if (await client.GetInstanceAsync(assignment.LeadId, getInputsAndOutputs: true, token) is { } instance
                    && StoredContent.Read(() => LeadSummary.NameOf(instance), () => null) is { } name) names[assignment.LeadId] = name;
            });
        return names;
    }
}

/// <summary>A page of the house queue.</summary>
/// <param name="Leads">The decisions by which they wait; each says why.</param>
/// <param name="ContinuationToken">What to ask the next page with; null on the last.</param>
/// <param name="Names">What people know the leads by, by lead id: name, or else company, address or number.</param>
public sealed record UnassignedPage(IReadOnlyList<Assignment> Leads, string? ContinuationToken, IReadOnlyDictionary<string, string> Names);

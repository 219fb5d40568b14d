using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Leads;

/// <summary><c>GET /api/leads</c> and <c>GET /api/leads/{id}</c>.</summary>
public sealed class LeadQueries(IOrchestrationClient client, IAssignmentLedger ledger)
{
    private const int DefaultTop = 50, MaxTop = 1000;

    /// <summary>Where one lead stands.</summary>
    /// <exception cref="ApiProblemException">404.</exception>
    public async Task<IResult> GetAsync(string id, CancellationToken cancellationToken)
    {
        var view = LeadViewReader.Read(await FindAsync(client, id, cancellationToken));
        if (view.Status == LeadStatus.Completed && await ledger.FindAsync(id, cancellationToken) is { } newest && newest.RepId != RepOf(view))
            view = view with { Reassigned = newest };
        return TaggedResult.Json(view, ApiJson.Readable.LeadView);
    }

    /// <summary>
    /// Leads, newest first: <c>?status=&amp;from=&amp;to=&amp;grade=&amp;owner=&amp;search=&amp;top=&amp;continuationToken=</c>;
    /// with <c>view=summary</c> one line of each, with name and company, instead of the whole outcome.
    /// </summary>
    /// <exception cref="ApiProblemException">400, naming the parameter.</exception>
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ((statuses, (from, to), top, token), (filter, summary)) = QueryErrors.All(
            () => QueryErrors.All(
                () => QueryReader.Names<LeadStatus>(request, "status"), () => QueryReader.Period(request, "from", "to"),
                () => QueryReader.Number(request, "top", DefaultTop, 1, MaxTop), () => QueryReader.Text(request, "continuationToken")),
            () => QueryErrors.All(() => ReadFilter(request), () => WantsSummary(request)));
        filter = filter with { Statuses = statuses };
        var query = new OrchestrationQuery(
            [.. statuses.Select(ToRuntimeStatus).Distinct()], LeadOrchestration.Definition.Name, null, from, to, top, token);
        try
        {
            var page = await new LeadScan(client, filter).ReadAsync(query, cancellationToken);
            return summary
                ? Results.Json(
                    new LeadSummaryPage([.. page.Leads.Select(lead => LeadSummary.Of(lead.Instance, lead.View))], page.ContinuationToken),
                    ApiJson.Readable.LeadSummaryPage)
                : Results.Json(new LeadPage([.. page.Leads.Select(lead => lead.View)], page.ContinuationToken), ApiJson.Readable.LeadPage);
        }
        catch (ArgumentException exception) when (query.ContinuationToken is not null)
        {
            throw ApiProblemException.BadRequest("continuationToken", $"is not one that this list gave: {exception.Message}");
        }
    }

    /// <summary>Finds a lead's instance, or answers 404.</summary>
    internal static async Task<OrchestrationMetadata> FindAsync(IOrchestrationClient client, string id, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is { } instance && LeadViewReader.IsLead(instance)
            ? instance
            : throw Unknown(id);

    internal static ApiProblemException Unknown(string id) =>
        new(404, $"There is no lead '{id}'. It was never submitted, or it was erased or purged since.");

    private static LeadFilter ReadFilter(HttpRequest request)
    {
        var (grade, owner, search) = QueryErrors.All(
            () => QueryReader.Text(request, "grade"), () => QueryReader.Text(request, "owner"), () => QueryReader.Text(request, "search")?.Trim());
        return new([], grade, owner, search);
    }

    private static bool WantsSummary(HttpRequest request) => QueryReader.Text(request, "view") switch
    {
        null or "full" => false,
        "summary" => true,
        var other => throw ApiProblemException.BadRequest("view", $"'{other}' is neither full nor summary."),
    };

    private static string? RepOf(LeadView view) =>
        StoredContent.Read(() => LeadSummary.ReadOutcome(view)?.Assignment?.RepId, () => null);

    private static RuntimeStatus ToRuntimeStatus(LeadStatus status) => status switch
    {
        LeadStatus.Pending => RuntimeStatus.Pending,
        LeadStatus.Running or LeadStatus.Parked => RuntimeStatus.Running,
        LeadStatus.Suspended => RuntimeStatus.Suspended,
        LeadStatus.Completed => RuntimeStatus.Completed,
        LeadStatus.Failed => RuntimeStatus.Failed,
        _ => RuntimeStatus.Terminated,
    };
}

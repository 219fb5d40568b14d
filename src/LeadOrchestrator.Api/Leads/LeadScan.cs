using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Api.Leads;

/// <summary>
/// Lists leads by status. Parked and running leads are both running instances, told apart by their custom status; so pages
/// are read and sifted until one is full. The place where it ends is always one of the engine's own continuation tokens.
/// </summary>
internal sealed class LeadScan(IOrchestrationClient client, IReadOnlyCollection<LeadStatus> statuses)
{
    /// <summary>How many instances one request reads at most; beyond it the page ends early, with a token to go on with.</summary>
    private const int MaxRead = 20_000;

    private const int SiftedPageSize = 500;

    public async Task<LeadPage> ReadAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        var top = query.PageSize;
        var sifting = statuses.Contains(LeadStatus.Parked) != statuses.Contains(LeadStatus.Running);
        var next = sifting ? query with { PageSize = Math.Max(top, SiftedPageSize) } : query;
        var leads = new List<LeadView>();
        for (var read = 0; ;)
        {
            var page = await client.ListInstancesAsync(next, cancellationToken);
            var views = page.Instances.Select(LeadViewReader.Read).ToList();
            if (EndOf(views, top - leads.Count) is { } end && end < views.Count)
            {
                next = next with { PageSize = end }; // too many: read again, up to the last that still fits
                continue;
            }

            leads.AddRange(views.Where(Wanted));
            read += views.Count;
            next = next with { ContinuationToken = page.ContinuationToken };
            if (page.ContinuationToken is null || leads.Count >= top || read >= MaxRead) return new(leads, page.ContinuationToken);
        }
    }

    /// <summary>How many views hold the wanted ones that still fit; null if all do.</summary>
    private int? EndOf(List<LeadView> views, int room)
    {
        for (var i = 0; i < views.Count; i++)
            if (Wanted(views[i]) && --room == 0) return i + 1;
        return null;
    }

    private bool Wanted(LeadView view) => statuses.Count == 0 || statuses.Contains(view.Status);
}

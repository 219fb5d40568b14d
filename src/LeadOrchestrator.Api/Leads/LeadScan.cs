using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Api.Leads;

/// <summary>
/// Lists the leads that a filter wants. Parked and running leads are both running instances, and grade, owner and person are
/// inside of what they hold; so pages are read and sifted until one is full. The place where it ends is always one of the
/// engine's own continuation tokens.
/// </summary>
internal sealed class LeadScan(IOrchestrationClient client, LeadFilter filter)
{
    /// <summary>How many instances one request reads at most; beyond it the page ends early, with a token to go on with.</summary>
    private const int MaxRead = 20_000;

    /// <summary>The same where leads are looked into: an answer comes within a part of a second, however rare the match.</summary>
    private const int MaxLookedInto = 5_000;

    private const int SiftedPageSize = 500;

    public async Task<ScannedPage> ReadAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        var top = query.PageSize;
        var next = filter.Sifts ? query with { PageSize = Math.Max(top, SiftedPageSize) } : query;
        var leads = new List<ScannedLead>();
        for (var read = 0; ;)
        {
            var page = await client.ListInstancesAsync(next, cancellationToken);
            var found = Sift(page.Instances, top - leads.Count);
            if (found.End < page.Instances.Count)
            {
                next = next with { PageSize = found.End }; // too many: read again, up to the last that still fits
                continue;
            }

            leads.AddRange(found.Wanted);
            read += page.Instances.Count;
            next = next with { ContinuationToken = page.ContinuationToken };
            if (page.ContinuationToken is null || leads.Count >= top || read >= (filter.LooksInside ? MaxLookedInto : MaxRead))
                return new(leads, page.ContinuationToken);
        }
    }

    /// <summary>The wanted ones, as many as fit, and how many instances hold them.</summary>
    private (List<ScannedLead> Wanted, int End) Sift(IReadOnlyList<OrchestrationMetadata> instances, int room)
    {
        var wanted = new List<ScannedLead>();
        for (var i = 0; i < instances.Count; i++)
        {
            if (!filter.MayMatch(instances[i])) continue;
            var view = LeadViewReader.Read(instances[i]);
            if (!filter.Matches(instances[i], view)) continue;
            wanted.Add(new(instances[i], view));
            if (wanted.Count == room) return (wanted, i + 1);
        }

        return (wanted, instances.Count);
    }
}

/// <summary>A lead that was found, with its instance.</summary>
internal sealed record ScannedLead(OrchestrationMetadata Instance, LeadView View);

/// <summary>A page of found leads, newest first.</summary>
internal sealed record ScannedPage(IReadOnlyList<ScannedLead> Leads, string? ContinuationToken);

using Azure;

namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>Reads of the ledger's rows.</summary>
internal sealed class LedgerReads(AzureTable table)
{
    public AzureTable Table { get; } = table;

    public async Task<LedgerHead> HeadAsync(CancellationToken cancellationToken) =>
        await Table.FindAsync(LedgerRows.Partition, LedgerRows.Head, cancellationToken) is { } head
            ? new(LedgerRows.ToState(head), head.ETag)
            : new(LedgerState.Empty, null);

    public async Task<LedgerLead?> LeadAsync(string leadId, CancellationToken cancellationToken) =>
        await Table.FindAsync(LedgerRows.Partition, LedgerRows.LeadRow(leadId), cancellationToken) is { } lead
            ? LedgerRows.ToLead(lead) with { LeadId = leadId } // the mark of an erased lead does not say whose it is
            : null;

    /// <summary>Who was given leads with a key, latest first.</summary>
    public async Task<List<KnownOwner>> OwnersAsync(string key, int top, CancellationToken cancellationToken)
    {
        var prefix = LedgerRows.OwnersOf(key);
        var owners = new List<KnownOwner>();
        await foreach (var row in Table.QueryAsync(LedgerRows.Partition, prefix, RowKeys.After(prefix), top, cancellationToken: cancellationToken))
        {
            owners.Add(new(row.GetString(LedgerRows.LeadId), row.GetInt64(LedgerRows.At)!.Value, row.GetString(LedgerRows.RepId)));
            if (owners.Count == top) break;
        }

        return owners;
    }

    /// <summary>The counts that a request needs and the state does not have at hand: of days long past.</summary>
    public async Task<Dictionary<(string RepId, DateOnly Day), int>> DaysAsync(
        LedgerState state, IEnumerable<AssignmentRequest> requests, CancellationToken cancellationToken)
    {
        var missing = requests.SelectMany(request => request.LocalDates)
            .Where(date => state.Reps.TryGetValue(date.Key, out var rep) && rep.On(date.Value) is null)
            .Select(date => (RepId: date.Key, Day: date.Value)).Distinct();
        var counts = await Task.WhenAll(missing.Select(async day =>
            (day, Count: (await Table.FindAsync(LedgerRows.Partition, LedgerRows.DayRow(day.RepId, day.Day), cancellationToken))?.GetInt32(LedgerRows.Assigned) ?? 0)));
        return counts.ToDictionary(count => count.day, count => count.Count);
    }
}

/// <summary>The state as it was read.</summary>
/// <param name="State">The state.</param>
/// <param name="ETag">Its version; null if there is none yet.</param>
internal sealed record LedgerHead(LedgerState State, ETag? ETag);

/// <summary>A rep who was given a lead with some key.</summary>
internal sealed record KnownOwner(string LeadId, long At, string RepId);

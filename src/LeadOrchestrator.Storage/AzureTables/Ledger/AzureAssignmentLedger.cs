using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Storage.Paging;

namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>
/// The assignment ledger on Azure Tables. Caps and round robins are exact only if every decision knows all earlier ones, so
/// all of the ledger is one partition, and every commit is one transaction that replaces the state (counters and round
/// robins) by its ETag: of two processes that decided at the same time, one meets a conflict, reads anew and decides again.
/// <para>
/// What it takes: one commit at a time, each about as long as one reading and one writing round trip (20 to 40 ms within a
/// region), with up to about 30 assignments in it; so some hundreds of assignments a second, however many processes there
/// are. The service's own limit is 2,000 entities a second for a partition, of which an assignment needs three to five.
/// Processes that conflict wait for a random time that grows, 40 attempts at most; then the call fails, nothing is written,
/// and the activity's own retries go on. The state is one entity: good for about 4,000 reps.
/// </para>
/// </summary>
internal sealed class AzureAssignmentLedger(AzureTable table, Attempts attempts, IErasures erasures) : IAssignmentLedger, IAsyncDisposable
{
    private const string List = "queued";
    private const int PageSize = 1000;

    private readonly LedgerReads _reads = new(table);
    private readonly LedgerQueue _queue = new(new LedgerReads(table), attempts);

    public Task<Assignment> AssignAsync(AssignmentRequest request, Func<RoutingFacts, RoutingDecision> decide, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(decide);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Round, nameof(request));
        return DoAsync(new AssignWork(request, decide, cancellationToken));
    }

    public async Task<RoutingFacts> ReadFactsAsync(AssignmentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var state = (await _reads.HeadAsync(cancellationToken)).State;
        var days = _reads.DaysAsync(state, [request], cancellationToken);
        var owners = Task.WhenAll(request.OwnerKeys.Select(key => _reads.OwnersAsync(key, 1, cancellationToken)));
        await Task.WhenAll(days, owners);
        return LedgerBatch.FactsOf(state, await days, request, (await owners).FirstOrDefault(known => known.Count > 0)?[0].RepId);
    }

    public async Task<Assignment?> FindAsync(string leadId, CancellationToken cancellationToken) =>
        (await _reads.LeadAsync(leadId, cancellationToken))?.InEffect()?.Assignment;

    public Task<bool> CloseAsync(string leadId, CancellationToken cancellationToken) => DoAsync(new CloseWork(leadId, erase: false, erasedAt: null, cancellationToken));

    public async Task<bool> EraseAsync(string leadId, CancellationToken cancellationToken) =>
        await DoAsync(new CloseWork(leadId, erase: true, await erasures.FindAsync(leadId, cancellationToken), cancellationToken));

    public async Task<Page<Assignment>> ListQueuedAsync(int top, string? continuationToken, CancellationToken cancellationToken)
    {
        var limit = Pages.RowsFor(top);
        var after = ContinuationToken.Decode(List, continuationToken);
        var from = after is { } place ? RowKeys.After($"{LedgerRows.Queue}{RowKeys.Earliest(place.Order)}_{place.Id}") : LedgerRows.Queue;
        var rows = new List<(ContinuationToken Place, Assignment Queued)>();
        await foreach (var row in table.QueryAsync(LedgerRows.Partition, from, RowKeys.After(LedgerRows.Queue), limit, cancellationToken: cancellationToken))
        {
            var key = row.RowKey.Split('_', 3);
            rows.Add((new(long.Parse(key[1], System.Globalization.CultureInfo.InvariantCulture), key[2]), LedgerRows.ToAssignment(row)));
            if (rows.Count == limit) break;
        }

        return Pages.Cut(rows, top, List, row => row.Queued, row => row.Place);
    }

    public async Task<IReadOnlyList<RepDayCount>> CountsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var counts = new List<RepDayCount>();
        var rows = table.QueryAsync(LedgerRows.Partition, LedgerRows.DaysFrom(from), RowKeys.After(LedgerRows.DaysFrom(to)), PageSize, cancellationToken: cancellationToken);
        await foreach (var row in rows)
            counts.Add(new(row.GetString(LedgerRows.RepId), DateOnly.FromDayNumber(row.GetInt32(LedgerRows.Day)!.Value), row.GetInt32(LedgerRows.Assigned)!.Value));
        return counts;
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    private Task<T> DoAsync<T>(LedgerWork<T> work)
    {
        if (work.IsCancelled) work.Cancel();
        else _queue.Enqueue(work);
        return work.Completion;
    }
}

using Azure.Data.Tables;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>
/// Erasures on Azure Tables. The lead book and the ledger leave a mark of the erasure in place of the row that each of their
/// writes replaces, so that a write under way elsewhere meets a conflict; the journals look here after they have written.
/// </summary>
/// <param name="table">Where erasures are recorded.</param>
/// <param name="attempts">What tries again when another worker erases the same lead at the same time.</param>
/// <param name="forgetMark">Removes the marks of a lead, by its hash.</param>
internal sealed class AzureErasures(AzureTable table, Attempts attempts, Func<string, CancellationToken, Task> forgetMark) : IErasures
{
    private const string Partition = "erased";
    private const string At = "At";
    private const string Until = "Until";
    private const int PageSize = 1000;

    /// <summary>The later time stays, so that an erasure that is repeated, or comes from a worker whose clock is behind, covers no less.</summary>
    public Task RecordAsync(string leadId, DateTimeOffset at, DateTimeOffset until, CancellationToken cancellationToken) => attempts.RunAsync(
        "The record of an erasure", async () =>
        {
            var hash = ErasedLeads.HashOf(leadId);
            var before = await table.FindAsync(Partition, hash, cancellationToken);
            var row = new TableEntity(Partition, hash)
            {
                [At] = Math.Max(at.UtcTicks, before?.GetInt64(At) ?? 0),
                [Until] = Math.Max(until.UtcTicks, before?.GetInt64(Until) ?? 0),
            };
            TableTransactionAction action = before is null
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, before.ETag);
            return (await table.TrySubmitAsync([action], cancellationToken) is not null, true);
        }, cancellationToken);

    public async Task<DateTimeOffset?> FindAsync(string leadId, CancellationToken cancellationToken) =>
        (await table.FindAsync(Partition, ErasedLeads.HashOf(leadId), cancellationToken))?.Time(At);

    public async Task<ErasedLeads> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        new((await WhereAsync(TableClient.CreateQueryFilter($"At ge {since.UtcTicks}"), cancellationToken)).Select(row => row.RowKey));

    public async Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = await WhereAsync(TableClient.CreateQueryFilter($"Until lt {now.UtcTicks}"), cancellationToken);
        foreach (var row in old)
        {
            await forgetMark(row.RowKey, cancellationToken);
            await table.TrySubmitAsync([new(TableTransactionActionType.Delete, row, row.ETag)], cancellationToken); // else erased anew: remembered for longer
        }

        return old.Count;
    }

    private async Task<List<TableEntity>> WhereAsync(string filter, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync(Partition, "0", "g", PageSize, filter, cancellationToken)) rows.Add(row);
        return rows;
    }
}

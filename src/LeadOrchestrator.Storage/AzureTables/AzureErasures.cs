using Azure.Data.Tables;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>
/// Erasures on Azure Tables. The lead book and the ledger leave a mark of the erasure in place of the row that each of their
/// writes replaces, so that a write under way elsewhere meets a conflict; the journals look here after they have written.
/// </summary>
/// <param name="table">Where erasures are recorded.</param>
/// <param name="forgetMark">Removes the marks of a lead, by its hash.</param>
internal sealed class AzureErasures(AzureTable table, Func<string, CancellationToken, Task> forgetMark) : IErasures
{
    private const string Partition = "erased";
    private const string At = "At";
    private const string Until = "Until";
    private const int PageSize = 1000;

    public Task RecordAsync(string leadId, DateTimeOffset at, DateTimeOffset until, CancellationToken cancellationToken) => table.TrySubmitAsync(
        [new(TableTransactionActionType.UpsertReplace, new TableEntity(Partition, ErasedLeads.HashOf(leadId)) { [At] = at.UtcTicks, [Until] = until.UtcTicks })],
        cancellationToken);

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

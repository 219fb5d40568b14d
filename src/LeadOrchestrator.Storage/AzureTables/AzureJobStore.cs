using Azure.Data.Tables;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>Last runs of scheduled jobs on Azure Tables.</summary>
internal sealed class AzureJobStore(AzureTable table) : IJobStore
{
    private const string Partition = "jobs";
    private const string At = "At";

    public async Task<DateTimeOffset?> LastRunAsync(string job, CancellationToken cancellationToken) =>
        (await table.FindAsync(Partition, RowKeys.Ascending(job), cancellationToken))?.Time(At);

    public Task RecordRunAsync(string job, DateTimeOffset at, CancellationToken cancellationToken) => table.TrySubmitAsync(
        [new(TableTransactionActionType.UpsertReplace, new TableEntity(Partition, RowKeys.Ascending(job)) { [At] = at.UtcTicks, ["Job"] = job })], cancellationToken);
}

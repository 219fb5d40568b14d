using Azure.Data.Tables;
using LeadOrchestrator.Storage.Paging;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>The audit log on Azure Tables: one row an entry; what is appended together is one transaction.</summary>
internal sealed class AzureAuditLog(AzureTable table) : IAuditLog
{
    private const string List = "audit";
    private const string Prefix = "a_";

    public async Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var chunk in entries.Chunk(AzureTable.MaxActions))
        {
            var partition = RowKeys.PartitionOf(RowKeys.Hash(chunk[0].Id));
            await table.TrySubmitAsync([.. chunk.Select(entry => new TableTransactionAction(TableTransactionActionType.Add, ToEntity(partition, entry)))], cancellationToken);
        }
    }

    public async Task<Page<AuditEntry>> ReadAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var limit = Pages.RowsFor(query.Top);
        var after = ContinuationToken.Decode(List, query.ContinuationToken);
        var first = Prefix + (query.To is { } to ? RowKeys.Latest(to.UtcTicks) : "");
        if (after is { } place)
        {
            var behind = $"{Prefix}{RowKeys.Latest(place.Order)}_{place.Id}~";
            if (string.CompareOrdinal(behind, first) > 0) first = behind;
        }

        var end = query.From is { } from ? RowKeys.After($"{Prefix}{RowKeys.Latest(from.UtcTicks)}_") : RowKeys.After(Prefix);
        if (string.CompareOrdinal(first, end) >= 0) return new([], null);
        var filter = query.Who is { } who ? TableClient.CreateQueryFilter($"Who eq {who}") : null;
        var rows = await NewestFirst.ReadAsync(table, first, end, limit, filter, cancellationToken);
        return Pages.Cut(rows, query.Top, List, ToEntry, row => PlaceOf(row.RowKey));
    }

    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(RowKeys.Partitions.Select(partition => PurgeAsync(partition, before, cancellationToken)));
        return counts.Sum();
    }

    private async Task<int> PurgeAsync(string partition, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (count, batch) = (0, new List<TableTransactionAction>());
        var old = table.QueryAsync(
            partition, RowKeys.After($"{Prefix}{RowKeys.Latest(before.UtcTicks)}_"), RowKeys.After(Prefix), AzureTable.MaxActions, cancellationToken: cancellationToken);
        await foreach (var row in old)
        {
            batch.Add(new(TableTransactionActionType.Delete, new TableEntity(partition, row.RowKey)));
            if (batch.Count == AzureTable.MaxActions) await DeleteAsync();
        }

        if (batch.Count > 0) await DeleteAsync();
        return count;

        async Task DeleteAsync()
        {
            if (await table.TrySubmitAsync(batch, cancellationToken) is not null) count += batch.Count; // else another worker purges at the same time
            batch.Clear();
        }
    }

    private static TableEntity ToEntity(string partition, AuditEntry entry)
    {
        var entity = new TableEntity(partition, $"{Prefix}{RowKeys.Latest(entry.At.UtcTicks)}_{entry.Id}")
        {
            [nameof(AuditEntry.Id)] = entry.Id,
            [nameof(AuditEntry.At)] = entry.At.UtcTicks,
            [nameof(AuditEntry.Who)] = entry.Who,
            [nameof(AuditEntry.What)] = entry.What,
            [nameof(AuditEntry.Status)] = entry.Status,
            [nameof(AuditEntry.Count)] = entry.Count,
        };
        if (entry.On is not null) entity[nameof(AuditEntry.On)] = entry.On;
        if (entry.From is not null) entity[nameof(AuditEntry.From)] = entry.From;
        return entity;
    }

    private static AuditEntry ToEntry(TableEntity row) => new(
        row.GetString(nameof(AuditEntry.Id)), row.Time(nameof(AuditEntry.At))!.Value, row.GetString(nameof(AuditEntry.Who)), row.GetString(nameof(AuditEntry.What)),
        row.GetString(nameof(AuditEntry.On)), row.GetString(nameof(AuditEntry.From)), row.GetInt32(nameof(AuditEntry.Status))!.Value, row.GetInt32(nameof(AuditEntry.Count))!.Value);

    private static ContinuationToken PlaceOf(string rowKey)
    {
        var place = rowKey[Prefix.Length..].Split('_', 2);
        return new(RowKeys.TicksOf(place[0]), place[1]);
    }
}

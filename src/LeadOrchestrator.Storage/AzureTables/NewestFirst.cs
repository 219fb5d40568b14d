using Azure.Data.Tables;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>Reads one range of row keys from all partitions side by side, merged in the order of the row keys.</summary>
internal static class NewestFirst
{
    // Each partition is likely to hold its share of a page; more is fetched only from those that hold more.
    private const int Spare = 4;

    public static async Task<List<TableEntity>> ReadAsync(
        AzureTable table, string from, string before, int limit, string? filter, CancellationToken cancellationToken)
    {
        var share = limit / RowKeys.Partitions.Count * 2 + Spare;
        var readers = RowKeys.Partitions
            .Select(partition => table.QueryAsync(partition, from, before, share, filter, cancellationToken).GetAsyncEnumerator(cancellationToken))
            .ToList();
        try
        {
            var begun = await Task.WhenAll(readers.Select(reader => reader.MoveNextAsync().AsTask()));
            var next = new PriorityQueue<IAsyncEnumerator<TableEntity>, string>(StringComparer.Ordinal);
            foreach (var (reader, has) in readers.Zip(begun))
            {
                if (has) next.Enqueue(reader, reader.Current.RowKey);
            }

            var rows = new List<TableEntity>();
            while (rows.Count < limit && next.TryDequeue(out var reader, out _))
            {
                rows.Add(reader.Current);
                if (await reader.MoveNextAsync()) next.Enqueue(reader, reader.Current.RowKey);
            }

            return rows;
        }
        finally
        {
            foreach (var reader in readers) await reader.DisposeAsync();
        }
    }
}

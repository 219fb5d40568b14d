using Azure.Data.Tables;
using LeadOrchestrator.Storage.Paging;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>Imports: their files in a blob container, their rejected and repaired rows in a table, each import a partition of its own.</summary>
internal sealed class AzureImportStore(AzureTable table, ImportBlobs files) : IImportStore
{
    private const string List = "import-rows";
    private const int LongestLine = 10;

    /// <summary>A transaction takes 4 MiB; a row travels in up to three bytes a character, and escapes double some.</summary>
    private const int MaxTransactionCharacters = 600_000;

    public Task<StoredImport> SaveAsync(Stream content, string? mapping, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        return files.SaveAsync(content, mapping, maxBytes, cancellationToken);
    }

    public Task<Stream?> OpenAsync(string importId, long offset, CancellationToken cancellationToken) => files.OpenAsync(importId, offset, cancellationToken);

    public async Task AddRowsAsync(string importId, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var partition = RowKeys.Hash(importId);
        var batch = new List<TableTransactionAction>();
        var characters = 0;
        foreach (var row in rows.GroupBy(row => row.Line).Select(same => same.Last()))
        {
            var length = row.Raw.Length + row.Reason.Length;
            if (batch.Count == AzureTable.MaxActions || (batch.Count > 0 && characters + length > MaxTransactionCharacters)) await FlushAsync();
            batch.Add(new(TableTransactionActionType.UpsertReplace, ToEntity(partition, row)));
            characters += length;
        }

        if (batch.Count > 0) await FlushAsync();

        async Task FlushAsync()
        {
            await table.TrySubmitAsync(batch, cancellationToken); // replaces what is there: no conflict
            batch.Clear();
            characters = 0;
        }
    }

    public async Task<Page<ImportRow>> ListRowsAsync(string importId, int top, string? continuationToken, CancellationToken cancellationToken)
    {
        var limit = Pages.RowsFor(top);
        var after = ContinuationToken.Decode(List, continuationToken)?.Order ?? 0;
        var rows = new List<ImportRow>();
        await foreach (var entity in table.QueryAsync(RowKeys.Hash(importId), KeyOf(after) + "_", "~", limit, cancellationToken: cancellationToken))
        {
            rows.Add(ToRow(entity));
            if (rows.Count == limit) break;
        }

        return Pages.Cut(rows, top, List, row => row, row => new(row.Line, importId));
    }

    public Task<IReadOnlyList<KeptImport>> ListAsync(CancellationToken cancellationToken) => files.ListAsync(cancellationToken);

    public async Task BlankAsync(
        string importId, IReadOnlyList<FileRange> ranges, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        await files.BlankAsync(importId, ranges, cancellationToken);
        await AddRowsAsync(importId, rows, cancellationToken);
    }

    public async Task<bool> EraseAsync(string importId, CancellationToken cancellationToken)
    {
        var partition = RowKeys.Hash(importId);
        var any = false;
        await foreach (var batch in table.QueryAsync(partition, "", "~", AzureTable.MaxActions, cancellationToken: cancellationToken).Chunk(AzureTable.MaxActions).WithCancellation(cancellationToken))
        {
            any = true;
            var deletes = batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row.RowKey))).ToList();
            if (await table.TrySubmitAsync(deletes, cancellationToken) is not null) continue;
            foreach (var delete in deletes) await table.TrySubmitAsync([delete], cancellationToken); // somebody erases it at the same time
        }

        return await files.DeleteAsync(importId, cancellationToken) || any;
    }

    private static string KeyOf(long line) => RowKeys.Earliest(line)[^LongestLine..];

    private static TableEntity ToEntity(string partition, ImportRow row)
    {
        var entity = new TableEntity(partition, KeyOf(row.Line)) { [nameof(ImportRow.Line)] = row.Line, [nameof(ImportRow.Status)] = row.Status };
        if (row.Path is not null) entity[nameof(ImportRow.Path)] = row.Path;
        LongText.Set(entity, nameof(ImportRow.Reason), row.Reason);
        LongText.Set(entity, nameof(ImportRow.Raw), row.Raw);
        return entity;
    }

    private static ImportRow ToRow(TableEntity row) => new(
        row.GetInt32(nameof(ImportRow.Line))!.Value, row.GetString(nameof(ImportRow.Status)), LongText.Get(row, nameof(ImportRow.Reason))!,
        row.GetString(nameof(ImportRow.Path)), LongText.Get(row, nameof(ImportRow.Raw))!);
}

using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Paging;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>Imports: their files beside the database, their rejected and repaired rows in it.</summary>
internal sealed class SqliteImportStore(SqliteDatabase database, Eraser eraser, ImportFiles files) : IImportStore
{
    private const string List = "import-rows";

    public Task<StoredImport> SaveAsync(Stream content, string? mapping, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        return files.SaveAsync(content, mapping, maxBytes, cancellationToken);
    }

    public Task<Stream?> OpenAsync(string importId, long offset, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<Stream?>(cancellationToken) : Task.FromResult(files.Open(importId, offset));

    public Task AddRowsAsync(string importId, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) return Task.CompletedTask;
        return database.WriteAsync(
            session => rows.Sum(row => Put(session, importId, row)),
            cancellationToken);
    }

    public Task<Page<ImportRow>> ListRowsAsync(string importId, int top, string? continuationToken, CancellationToken cancellationToken)
    {
        var limit = Pages.RowsFor(top);
        var after = ContinuationToken.Decode(List, continuationToken)?.Order ?? 0;
        return database.ReadAsync(
            session => Pages.Cut(
                session.Query(
                    "SELECT line, status, reason, path, raw FROM import_rows WHERE import_id = $0 AND line > $1 ORDER BY line LIMIT $2",
                    ToRow, importId, after, limit),
                top, List, row => row, row => new(row.Line, importId)),
            cancellationToken);
    }

    public Task<IReadOnlyList<KeptImport>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<KeptImport>>(
        session =>
        {
            var stored = files.List();
            var known = stored.Select(file => file.ImportId).ToHashSet(StringComparer.Ordinal);
            return [.. stored, .. session.Query("SELECT DISTINCT import_id FROM import_rows", row => row.GetString(0))
                .Where(importId => !known.Contains(importId)).Select(importId => new KeptImport(importId, null))];
        },
        cancellationToken);

    public async Task BlankAsync(
        string importId, IReadOnlyList<FileRange> ranges, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        ArgumentNullException.ThrowIfNull(rows);
        files.Blank(importId, ranges);
        await eraser.EraseAsync(session => rows.Sum(row => Put(session, importId, row)), cancellationToken);
    }

    public async Task<bool> EraseAsync(string importId, CancellationToken cancellationToken)
    {
        var rows = await eraser.EraseAsync(session => session.Execute("DELETE FROM import_rows WHERE import_id = $0", importId), cancellationToken);
        return files.Delete(importId) || rows > 0;
    }

    private static int Put(SqliteSession session, string importId, ImportRow row) => session.Execute(
        """
        INSERT INTO import_rows (import_id, line, status, reason, path, raw) VALUES ($0, $1, $2, $3, $4, $5)
        ON CONFLICT (import_id, line) DO UPDATE SET
          status = excluded.status, reason = excluded.reason, path = excluded.path, raw = excluded.raw
        """,
        importId, row.Line, row.Status, row.Reason, row.Path, row.Raw);

    private static ImportRow ToRow(SqliteDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.GetString(4));
}

using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>
/// Erases for real. A delete zeroes the content in the pages it writes, but earlier copies of those pages stay in the
/// write-ahead log until that is emptied; so it is emptied before an erase is reported done.
/// </summary>
internal sealed class Eraser(SqliteDatabase database)
{
    /// <summary>Deletes, and comes back when neither file nor log holds what was deleted.</summary>
    /// <param name="delete">Deletes and tells how many rows.</param>
    /// <param name="cancellationToken">Stops the call before it begins.</param>
    public async Task<int> EraseAsync(Func<SqliteSession, int> delete, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await EmptyLogAfterAsync(database.EraseAsync(delete));
    }

    /// <summary>The same, for a write of its own kind, which calls <see cref="SqliteSession.MarkErasure"/> itself.</summary>
    public Task<int> EraseAsync(ISqliteWrite delete, Task<int> completion)
    {
        database.Enqueue(delete);
        return EmptyLogAfterAsync(completion);
    }

    private async Task<int> EmptyLogAfterAsync(Task<int> deletion)
    {
        var count = await deletion;
        await database.EmptyLogAfterAsync(count);
        return count;
    }
}

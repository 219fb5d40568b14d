using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>
/// Erases for real. A delete zeroes the content in the pages it writes, but earlier copies of those pages stay in the
/// write-ahead log until that is emptied; so it is emptied, once for all erases that wait at the same time.
/// </summary>
internal sealed class Eraser(SqliteDatabase database)
{
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Deletes, and comes back when neither file nor log holds what was deleted.</summary>
    /// <param name="delete">Deletes and tells how many rows.</param>
    /// <param name="cancellationToken">Stops the call before it begins.</param>
    public async Task<int> EraseAsync(Func<SqliteSession, int> delete, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await EmptyLogAfterAsync(database.WriteAsync(delete));
    }

    /// <summary>The same, for a write of its own kind.</summary>
    public Task<int> EraseAsync(ISqliteWrite delete, Task<int> completion)
    {
        database.Enqueue(delete);
        return EmptyLogAfterAsync(completion);
    }

    private async Task<int> EmptyLogAfterAsync(Task<int> deletion)
    {
        var count = await deletion;
        if (count > 0) await EmptyLogAsync();
        return count;
    }

    /// <summary>Emptying that has begun may have missed this erase: the next one has not.</summary>
    private Task EmptyLogAsync()
    {
        lock (_gate) return _next ??= EmptyLogAfterAsync(_running);
    }

    private async Task EmptyLogAfterAsync(Task earlier)
    {
        await Task.Yield();
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // who waited for that one was told
        lock (_gate) (_running, _next) = (_next!, null);

        // A reader of an old page makes this wait, at most for the busy time-out; the log is then emptied by the next erase, or at close.
        database.Read(session => session.Query("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt32(0)));
    }
}

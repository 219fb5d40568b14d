using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Commit;

/// <summary>The file beneath the engine, narrow enough for a test to let it crash at any write.</summary>
internal interface IEngineFile : IDisposable
{
    /// <summary>How many writes wait for the next transaction.</summary>
    int QueueLength { get; }

    /// <inheritdoc cref="SqliteDatabase.Enqueue"/>
    void Enqueue(ISqliteWrite write);

    /// <inheritdoc cref="SqliteDatabase.WriteAsync{T}"/>
    Task<T> WriteAsync<T>(Func<SqliteSession, T> work);

    /// <inheritdoc cref="SqliteDatabase.EraseAsync"/>
    Task<int> EraseAsync(Func<SqliteSession, int> delete) => WriteAsync(delete);

    /// <inheritdoc cref="IWriteProbe.ProbeAsync"/>
    Task<StorageException?> ProbeAsync() => Task.FromResult<StorageException?>(null);

    /// <inheritdoc cref="SqliteDatabase.EmptyLogAfterAsync"/>
    Task EmptyLogAfterAsync(int erased) => Task.CompletedTask;

    /// <inheritdoc cref="SqliteDatabase.Read{T}"/>
    T Read<T>(Func<SqliteSession, T> read);
}

/// <summary>The SQLite file itself.</summary>
internal sealed class SqliteEngineFile(SqliteDatabase database) : IEngineFile
{
    public int QueueLength => database.QueueLength;

    public void Enqueue(ISqliteWrite write) => database.Enqueue(write);

    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work) => database.WriteAsync(work);

    public Task<int> EraseAsync(Func<SqliteSession, int> delete) => database.EraseAsync(delete);

    public T Read<T>(Func<SqliteSession, T> read) => database.Read(read);

    public Task EmptyLogAfterAsync(int erased) => database.EmptyLogAfterAsync(erased);

    public Task<StorageException?> ProbeAsync() => database.ProbeAsync();

    public void Dispose() => database.Dispose();
}

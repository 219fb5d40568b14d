using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Sqlite;

/// <summary>How a database is opened.</summary>
/// <param name="Path">The file; its folder is created if missing.</param>
/// <param name="Schema">Statements that create what is missing; they must be repeatable (<c>IF NOT EXISTS</c>).</param>
/// <param name="MaxGroup">How many writes one transaction takes at most.</param>
/// <param name="AllowInMemory">Permits <c>:memory:</c>, which loses everything with the process: for tests only.</param>
/// <param name="OnCommit">Told, on the writer's thread, after every transaction how many writes it took; for meters.</param>
/// <param name="BusyTimeout">How long to wait for another program that reads the file, in milliseconds.</param>
public sealed record SqliteDatabaseOptions(
    string Path, string Schema, int MaxGroup = 4096, bool AllowInMemory = false, Action<int>? OnCommit = null, int BusyTimeout = 10_000);

/// <summary>
/// One SQLite file, owned by one process, written by one thread. Writes that wait at the same time share one
/// transaction (group commit), and each is reported done only when that transaction is on disk
/// (<c>journal_mode=WAL</c>, <c>synchronous=FULL</c>: it survives a power cut). Reads run beside it. What is deleted is
/// overwritten in the file (https://www.sqlite.org/pragma.html#pragma_secure_delete); <see cref="EmptyLogAsync"/> takes it
/// out of the write-ahead log as well, and what <see cref="EraseAsync"/> deleted is in no unused byte once the file is closed.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable, IDisposable
{
    private const int EmptyingAttempts = 3; // a busy writer of our own may win once
    private const long MaxCheckedBytes = 64L << 20;
    private const long MaxRewrittenBytes = 256L << 20; // a second or two; larger files would hold up the stop: see Compact
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly string _connectionString;
    private readonly int _busyTimeout;
    private readonly OwnerLock? _ownerLock;
    private readonly SqliteConnection? _keepAlive;
    private readonly GroupCommitter _committer;
    private readonly Lock _emptying = new();
    private Task _emptyingNow = Task.CompletedTask;
    private Task? _emptyingNext;
    private volatile bool _disposed;

    private SqliteDatabase(SqliteDatabaseOptions options)
    {
        (Path, _busyTimeout) = (options.Path, options.BusyTimeout);
        var inMemory = options.Path == ":memory:";
        if (inMemory && !options.AllowInMemory)
            throw new StorageException("An in-memory database would lose every lead with the process. Name a file instead.");

        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = inMemory ? $"memory-{Guid.NewGuid():N}" : options.Path,
            Mode = inMemory ? SqliteOpenMode.Memory : SqliteOpenMode.ReadWriteCreate,
            Cache = inMemory ? SqliteCacheMode.Shared : SqliteCacheMode.Default,
            Pooling = false,
        }.ToString();

        if (!inMemory) _ownerLock = OwnerLock.Take(options.Path);
        try
        {
            if (inMemory) _keepAlive = Connect();
            else ClosePrivate(options.Path);
            var writer = new SqliteSession(Connect());
            writer.Execute("PRAGMA journal_mode=WAL");
            writer.Execute("PRAGMA synchronous=FULL");
            writer.Execute("PRAGMA secure_delete=ON"); // what is deleted is overwritten with zeros, not merely forgotten
            writer.Execute("PRAGMA cache_size=-65536"); // KiB; used only as far as the file needs it
            writer.Execute("PRAGMA wal_autocheckpoint=8192"); // 32 MiB: fewer, larger check-points
            if (!inMemory) EnsureSound(writer);
            writer.Execute(options.Schema);
            writer.Execute(ErasureTraces.Schema);
            _committer = new GroupCommitter(writer, options.MaxGroup, Path, options.OnCommit);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            _ownerLock?.Dispose();
            throw StorageException.Explain(Path, exception);
        }
        catch
        {
            _ownerLock?.Dispose();
            throw;
        }
    }

    /// <summary>The file this database is kept in.</summary>
    public string Path { get; }

    /// <summary>How many writes wait for the next transaction.</summary>
    public int QueueLength => _committer.QueueLength;

    /// <summary>Opens, or creates, a database and takes ownership of it.</summary>
    /// <exception cref="StorageException">
    /// Another process owns the file, it is not a database or damaged, the folder cannot be written, or the disk is full.
    /// </exception>
    public static SqliteDatabase Open(SqliteDatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options);
    }

    /// <summary>Runs a write in the next transaction; the task completes when it is on disk.</summary>
    /// <param name="work">Runs on the writer's thread; must not block. It may run twice if the transaction it first ran in was rolled back.</param>
    /// <exception cref="StorageException">The write could not be made durable; nothing of it was stored.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        var write = new DelegateWrite<T>(work);
        _committer.Enqueue(write);
        return write.Completion;
    }

    /// <summary>
    /// Runs a write that deletes what nobody may read again. Call <see cref="EmptyLogAfterAsync"/> when all of it is deleted.
    /// </summary>
    /// <param name="delete">As for <see cref="WriteAsync{T}"/>; tells how many rows it deleted or blanked.</param>
    /// <exception cref="StorageException">The write could not be made durable; nothing of it was stored.</exception>
    public Task<int> EraseAsync(Func<SqliteSession, int> delete)
    {
        ArgumentNullException.ThrowIfNull(delete);
        return WriteAsync(session =>
        {
            var count = delete(session);
            if (count > 0) session.MarkErasure();
            return count;
        });
    }

    /// <inheritdoc cref="IWriteProbe.ProbeAsync"/>
    public async Task<StorageException?> ProbeAsync()
    {
        if (_committer.Failure is null) return null;
        try
        {
            // The smallest real write: a number in the file's header, as it is.
            return await WriteAsync(session =>
            {
                session.Execute($"PRAGMA user_version={session.Scalar<long>("PRAGMA user_version")}");
                return (StorageException?)null;
            });
        }
        catch (StorageException failure)
        {
            return failure;
        }
    }

    /// <summary>Adds a write to the next transaction, without an allocation for a task.</summary>
    public void Enqueue(ISqliteWrite write) => _committer.Enqueue(write);

    /// <summary>Runs a read on a connection of its own; it sees what was committed when it began.</summary>
    /// <exception cref="StorageException">The file could not be read.</exception>
    public T Read<T>(Func<SqliteSession, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_keepAlive is not null) return ReadOnWriter(read);
        if (!_readers.TryTake(out var session)) session = new SqliteSession(Connect());
        try
        {
            var result = read(session);
            _readers.Add(session);
            return result;
        }
        catch (Exception exception)
        {
            session.Dispose();
            if (exception is SqliteException) throw StorageException.Explain(Path, exception);
            throw;
        }
    }

    /// <summary>
    /// Empties the write-ahead log, which still holds earlier copies of what was deleted. Once for all who wait at the same
    /// time: emptying that has begun may have missed a delete, the next one has not.
    /// </summary>
    /// <remarks>
    /// A reader of an old page makes it wait, at most for the busy time-out, three times. If that reader, which must be another program, goes on
    /// longer, this fails; <see cref="IsEmptyingDue"/> says so until it has been done, at the latest when the file is closed.
    /// </remarks>
    /// <exception cref="StorageException">Something reads the file for too long: what was deleted is still in the log.</exception>
    public Task EmptyLogAsync()
    {
        lock (_emptying) return _emptyingNext ??= EmptyAfterAsync(_emptyingNow);
    }

    /// <summary>Whether the log could not be emptied, so that it still holds what was deleted.</summary>
    public bool IsEmptyingDue { get; private set; }

    /// <summary>
    /// Empties the log after an erasure: if that deleted something, or if an earlier one could not empty it. An erasure that is
    /// repeated for that reason deletes nothing more, and must empty the log all the same.
    /// </summary>
    /// <param name="erased">How many rows the erasure deleted.</param>
    /// <exception cref="StorageException">As <see cref="EmptyLogAsync"/>.</exception>
    public Task EmptyLogAfterAsync(int erased) => erased > 0 || IsEmptyingDue ? EmptyLogAsync() : Task.CompletedTask;

    private async Task EmptyAfterAsync(Task earlier)
    {
        await Task.Yield();
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // who waited for that one was told
        lock (_emptying) (_emptyingNow, _emptyingNext) = (_emptyingNext!, null);
        IsEmptyingDue = true;
        for (var attempt = 1; Read(session => session.Query("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt32(0))) is [not 0, ..]; attempt++)
            if (attempt == EmptyingAttempts) throw new StorageException(
                $"What was erased is gone from {Path}, but not yet from its log {Path}-wal: another program, perhaps a backup, has been reading the file all the time. "
                + "Let it end, then repeat this. The next erasure empties the log as well, and so does stopping the host.");
        IsEmptyingDue = false;
    }

    /// <summary>Connections to one in-memory database lock each other's tables, so there reads take their turn with writes.</summary>
    private T ReadOnWriter<T>(Func<SqliteSession, T> read) => WriteAsync(read).GetAwaiter().GetResult();

    /// <summary>Commits what waits and closes the file. After an erasure it is written anew, up to 256 MiB; a larger one waits for <see cref="Compact"/>.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _committer.Dispose();
        while (_readers.TryTake(out var session)) session.Dispose();
        if (_keepAlive is null) RemoveTraces();
        _keepAlive?.Dispose();
        _ownerLock?.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a file anew that nobody has open, so that its unused parts are gone. Does not need to know what is in it.</summary>
    /// <returns>Its size in bytes, before and after.</returns>
    /// <exception cref="StorageException">Another process owns the file, it is missing or damaged, or the disk is full.</exception>
    public static (long Before, long After) Compact(string path)
    {
        path = OwnerLock.RealPath(path);
        if (!File.Exists(path)) throw new StorageException($"There is no file {path}.");
        using var ownerLock = OwnerLock.Take(path);
        try
        {
            var before = new FileInfo(path).Length;
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
            {
                connection.Open();
                if (!ErasureTraces.Remove(connection)) ErasureTraces.Rewrite(connection);
            }

            return (before, new FileInfo(path).Length);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw StorageException.Explain(path, exception);
        }
    }

    private void RemoveTraces()
    {
        try
        {
            if (new FileInfo(Path).Length > MaxRewrittenBytes) return;
            using var connection = Connect();
            ErasureTraces.Remove(connection);
        }
        catch (Exception exception) when (exception is SqliteException or IOException)
        {
            // The mark is still there (a full disk, a file taken away): the next stop tries again.
        }
    }

    /// <summary>Refuses a damaged file. A large one is not read through, which would hold up the start; its damage shows when it is met.</summary>
    private void EnsureSound(SqliteSession session)
    {
        if (new FileInfo(Path).Length > MaxCheckedBytes) return;
        var found = session.Scalar<string>("PRAGMA quick_check(1)");
        if (found != "ok") throw StorageException.Damaged(Path, found);
    }

    /// <summary>SQLite gives its log and shared memory the permissions of the file, so the file is made first.</summary>
    private static void ClosePrivate(string path)
    {
        PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete).Dispose();
        foreach (var suffix in new[] { "", "-wal", "-shm" }) PrivateFiles.Close(path + suffix);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout={_busyTimeout}; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384";
        command.ExecuteNonQuery();
        return connection;
    }
}

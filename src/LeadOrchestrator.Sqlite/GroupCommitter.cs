using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Sqlite;

/// <summary>The writer's thread: everything that waits when a transaction begins goes into that transaction.</summary>
internal sealed class GroupCommitter : IDisposable
{
    private readonly SqliteSession _session;
    private readonly int _maxGroup;
    private readonly string _path;
    private readonly Action<int>? _onCommit;
    private readonly Queue<ISqliteWrite> _waiting = new();
    private readonly Thread _thread;
    private volatile StorageException? _failure;
    private bool _stopping;

    public GroupCommitter(SqliteSession session, int maxGroup, string path, Action<int>? onCommit)
    {
        (_session, _maxGroup, _path, _onCommit) = (session, maxGroup, path, onCommit);
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    /// <summary>Why the last transaction failed because of the file; null if it did not.</summary>
    public StorageException? Failure => _failure;

    public int QueueLength
    {
        get { lock (_waiting) return _waiting.Count; }
    }

    public void Enqueue(ISqliteWrite write)
    {
        lock (_waiting)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            _waiting.Enqueue(write);
            if (_waiting.Count == 1) Monitor.Pulse(_waiting);
        }
    }

    /// <summary>Commits everything that waits, then ends.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            if (_stopping) return;
            _stopping = true;
            Monitor.Pulse(_waiting);
        }

        _thread.Join();
        _session.Dispose();
    }

    private void Run()
    {
        var group = new List<ISqliteWrite>();
        while (TakeGroup(group))
        {
            if (TryCommit(group) is { } failure) CommitOneByOne(group, failure);
            else foreach (var write in group) write.Committed();
        }
    }

    private bool TakeGroup(List<ISqliteWrite> group)
    {
        group.Clear();
        lock (_waiting)
        {
            while (_waiting.Count == 0)
            {
                if (_stopping) return false;
                Monitor.Wait(_waiting);
            }

            while (group.Count < _maxGroup && _waiting.TryDequeue(out var write)) group.Add(write);
            return true;
        }
    }

    /// <summary>One bad write must not take the others of its group with it.</summary>
    private void CommitOneByOne(List<ISqliteWrite> group, Exception groupFailure)
    {
        foreach (var write in group)
        {
            var failure = group.Count == 1 ? groupFailure : TryCommit([write]);
            if (failure is null) write.Committed();
            else write.Failed(failure is SqliteException ? StorageException.Explain(_path, failure) : failure);
        }
    }

    private Exception? TryCommit(List<ISqliteWrite> group)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var write in group) write.Apply(_session);
            _session.Execute("COMMIT");
            _failure = null;
            _onCommit?.Invoke(group.Count);
            return null;
        }
        catch (Exception exception) // whatever a write threw is handed to whoever asked for it
        {
            if (StorageException.ConcernsFile(exception)) _failure = StorageException.Explain(_path, exception);
            Rollback();
            return exception;
        }
    }

    private void Rollback()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself (it does on a full disk): there is nothing left to undo.
        }
    }
}

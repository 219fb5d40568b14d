using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Tests.Crashes;

/// <summary>
/// Lets the process "die" at the n-th write: just before its commit, or just after it but before anybody hears of it.
/// From then on nothing is written and nobody is told anything.
/// </summary>
internal sealed class CrashingFile(IEngineFile inner, int crashAt, bool afterCommit) : IEngineFile
{
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _writes;
    private volatile bool _dead;

    public Task Crashed => _crashed.Task;

    public int QueueLength => inner.QueueLength;

    public void Enqueue(ISqliteWrite write)
    {
        var number = Interlocked.Increment(ref _writes);
        if (_dead) return;
        if (number != crashAt)
        {
            inner.Enqueue(new Watched(this, write, false));
            return;
        }

        if (afterCommit) inner.Enqueue(new Watched(this, write, true));
        else Die();
    }

    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work) => _dead ? new TaskCompletionSource<T>().Task : inner.WriteAsync(work);

    public T Read<T>(Func<SqliteSession, T> read) => inner.Read(read);

    public void Dispose() => inner.Dispose();

    private void Die()
    {
        _dead = true;
        _crashed.TrySetResult();
    }

    private sealed class Watched(CrashingFile file, ISqliteWrite write, bool last) : ISqliteWrite
    {
        public void Apply(SqliteSession session)
        {
            if (!file._dead) write.Apply(session);
        }

        public void Committed()
        {
            if (last) file.Die();
            if (!file._dead) write.Committed();
        }

        public void Failed(Exception exception)
        {
            if (!file._dead) write.Failed(exception);
        }
    }
}
